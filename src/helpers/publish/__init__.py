"""Write the processed files, the codebook and the executed notebooks."""
