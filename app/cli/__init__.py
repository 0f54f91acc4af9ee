"""The command line: composition root on top of everything. Commands are imported when named."""
