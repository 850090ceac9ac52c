// Package keyring holds the keys that personal numbers are sealed with.
//
// A key is a pair: an SM4 key that seals a text (SM4-GCM) and an SM3-HMAC key
// that makes its blind index, by which equal texts are found without opening
// them. A ring holds one current key, which seals, and older ones, which still
// open what they sealed. Every sealed text names its key:
//
//	<key id>.<nonce, ciphertext and tag in base64url>
//
// A key's id is its fingerprint, so that two keys never share one. The ring is a
// JSON text: the file keys.json beside the database, readable by its owner
// alone, or the environment variable DIXIAN_KEYS.
//
// Sources: GB/T 32907-2016 (SM4), GB/T 32905-2016 (SM3), GB/T 15852.2 (HMAC).
package keyring
