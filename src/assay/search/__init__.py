"""The index of everything people wrote, and how it is asked.

Domains register what there is to find (`search.sources`); events keep it current in the transaction that changed
the words (`search.indexing`), runs through a job (`search.stale`); `search.finding.find` asks it.
"""
