"""How people sign in safely: second factor, passkeys, sessions, new passwords, limits on guessing."""
