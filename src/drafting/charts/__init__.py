"""What can be seen: plain rows in, a chart out."""

from drafting.charts.sectors import sector_finding, sector_table, support_by_sector

__all__ = ["sector_finding", "sector_table", "support_by_sector"]
