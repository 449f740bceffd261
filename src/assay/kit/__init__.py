"""What every domain needs of Django and no domain owns: clock, ids, ranks, jobs, blobs, paging, the test cast."""
