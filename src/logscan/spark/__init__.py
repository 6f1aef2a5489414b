"""The same scan on a Spark cluster (``pip install 'logscan[spark]'``, here and on the workers).

``scan(df, policy=...)`` takes a DataFrame with the contract's columns and gives reports and flat tables as DataFrames;
``logscan scan --engine spark`` reads Parquet or CSV and writes Parquet.
"""

from logscan.spark.scan import Tables, scan

__all__ = ["Tables", "scan"]
