"""Many records at a time: the same facts and journal entries as the commands write one by one, table by table."""
