"""The licence for medical activity (59/2020): application, fee, permit control, licence with annexes, and its staff."""
