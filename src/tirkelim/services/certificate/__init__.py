"""The domestic specialist certificate (274/2020 annex 2): what its form says, which facts follow, what is issued."""
