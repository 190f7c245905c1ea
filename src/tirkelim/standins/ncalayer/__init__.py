"""A stand-in for NCALayer, the signing program on the citizen's computer: for the demo and for tests.

It speaks the same words over the web socket (module kz.gov.pki.knca.basics, method sign); its window, in which a key is
chosen, is a small web page on the same port. The keys are those of the test authority and sign nothing that counts.
"""

from tirkelim.standins.ncalayer.keys import KeyFile, read_keys
from tirkelim.standins.ncalayer.protocol import GREETING, SignRequest, answer

__all__ = ["GREETING", "KeyFile", "SignRequest", "answer", "read_keys"]
