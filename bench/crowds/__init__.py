"""Who a load is made of: the people of a filled-up demo, and what their browsers send."""
