"""Order 59/2020: licence for medical activity (edition 93/2025): documents, permit control, decision."""
