"""Share links: what people outside read, comment and sign without an account, and the pages behind the links."""
