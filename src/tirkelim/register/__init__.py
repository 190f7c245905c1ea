"""The professional register (253/2020): people, organisations, employments, education, certificates."""
