"""Programs that stand in for the outside world in tests and in the demo: a certification authority, NCALayer, NCANode,
the state gateway. The system itself never imports them (a contract of the layers holds that)."""
