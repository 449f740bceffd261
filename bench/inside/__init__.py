"""Scripts that run inside Assay, on the data folder named by ASSAY_DATA; each prints JSON as its last line."""
