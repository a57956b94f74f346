"""The node as a Django site: settings, addresses, headers, logs."""
