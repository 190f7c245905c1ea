"""What several services share: pages of a draft, words of documents, names of specialties."""
