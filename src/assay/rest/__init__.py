"""The REST frame: tokens, errors, paging. Each domain has its operations beside its pages."""
