// Package photo takes out of a picture what it tells besides what is seen: where
// and when it was taken, with which phone, small copies of an earlier cut, and
// whatever somebody hung behind it. The pixels are not touched.
//
// A picture that was laid on its side by the phone stays so: of all that is written
// into a JPEG beside the pixels only the turn is kept.
package photo
