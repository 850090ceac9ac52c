package server

import (
	"reflect"
	"strings"
	"unicode/utf8"
)

// plainText refuses a request in which a text holds what is no character: a zero
// byte, broken UTF-8, or the mark U+FFFD that reading JSON leaves in its place. A
// database cannot keep the first, and nobody can read any. It looks at every text
// of the request, the keys of a form included.
func plainText(in any) error {
	if field, odd := oddText(reflect.ValueOf(in), ""); odd {
		return invalid(field, "有不是文字的内容（零字节或乱码），请删掉后重新填写")
	}
	return nil
}

// oddText names the field of the first text that is none.
func oddText(v reflect.Value, name string) (field string, odd bool) {
	switch v.Kind() {
	case reflect.String:
		text := v.String()
		return name, strings.ContainsRune(text, 0) || strings.ContainsRune(text, utf8.RuneError)
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			return oddText(v.Elem(), name)
		}
	case reflect.Slice, reflect.Array:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return "", false // bytes are no text
		}
		for i := range v.Len() {
			if field, odd := oddText(v.Index(i), name); odd {
				return field, true
			}
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			if _, odd := oddText(key, name); odd {
				return name, true
			}
			if field, odd := oddText(v.MapIndex(key), key.String()); odd {
				return field, true
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if !f.IsExported() {
				continue
			}
			if field, odd := oddText(v.Field(i), fieldName(f)); odd {
				return field, true
			}
		}
	}
	return "", false
}

// fieldName is what clients call a field.
func fieldName(f reflect.StructField) string {
	for _, tag := range []string{"json", "query", "path", "header"} {
		if name, _, _ := strings.Cut(f.Tag.Get(tag), ","); name != "" {
			return name
		}
	}
	return strings.ToLower(f.Name)
}
