"""Tables that people bring as XLSX or CSV: read within bounds, by the names of their columns; and workbooks we write."""
