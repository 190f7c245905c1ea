"""The advisor: public pages over the questions of the law. Nothing is stored, nobody is named."""
