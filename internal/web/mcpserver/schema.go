package mcpserver

import (
	"reflect"
	"strings"
)

// schemaOf returns the JSON schema of a struct, as its tags json, doc and enum describe it.
// Structs below it are in $defs, since an answer has answers in it.
func schemaOf(t reflect.Type) map[string]any {
	defs := map[string]any{}
	out := object(t, defs)
	out["$defs"] = defs
	return out
}

func object(t reflect.Type, defs map[string]any) map[string]any {
	fields, required := map[string]any{}, []string{}
	for _, f := range reflect.VisibleFields(t) {
		if f.Anonymous {
			continue // its fields are visible
		}
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		s := schema(f.Type, defs)
		if doc := f.Tag.Get("doc"); doc != "" {
			s["description"] = doc
		}
		if enum := f.Tag.Get("enum"); enum != "" {
			s["enum"] = strings.Split(enum, ",")
		}
		fields[name] = s
		if !strings.Contains(options, "omit") {
			required = append(required, name)
		}
	}
	return map[string]any{"type": "object", "properties": fields, "required": required}
}

// schema returns the schema of a type that a field has.
func schema(t reflect.Type, defs map[string]any) map[string]any {
	switch t.Kind() {
	case reflect.Pointer:
		return schema(t.Elem(), defs)
	case reflect.Slice:
		return map[string]any{"type": "array", "items": schema(t.Elem(), defs)}
	case reflect.Struct:
		if defs[t.Name()] == nil {
			defs[t.Name()] = true // it is being made
			defs[t.Name()] = object(t, defs)
		}
		return map[string]any{"$ref": "#/$defs/" + t.Name()}
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Int:
		return map[string]any{"type": "integer"}
	case reflect.String:
		return map[string]any{"type": "string"}
	case reflect.Map:
		return map[string]any{"type": "object", "additionalProperties": schema(t.Elem(), defs)}
	}
	panic("mcpserver: no schema for " + t.String())
}
