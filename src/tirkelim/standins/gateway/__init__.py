"""The stand-in of the state gateway: all systems at one address, by the contract of docs/reference/gateway.md.

It knows nothing of the house: what it says and how is written here a second time, so that both sides are checked
against each other. Nothing of it may stand in a real installation.
"""
