"""Order 253/2020: keeping the professional register (edition 66/2025): entry of a worker, monthly report."""
