"""From document to Akoma Ntoso in the strict form."""
