"""The programme tree from a workbook: read, judged row by row, hung into the tree as a whole."""
