"""The programming interface: described by OpenAPI, read through Views, thin."""
