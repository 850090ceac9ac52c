package access

// HashPassword lets tests of signing in lay users with a known password.
var HashPassword = hashPassword
