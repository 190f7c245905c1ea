"""The public services, one thin folder each: facts, form, result. The engine and the rules know none of them."""
