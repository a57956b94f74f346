"""One module a command; its name is the command's (`import_` is `import`)."""
