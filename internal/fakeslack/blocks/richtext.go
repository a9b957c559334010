package blocks

import "slices"

// checkRichText checks a rich_text block or cell.
func checkRichText(o object) {
	o.each("elements", o.list("elements", 1, 1000), func(e object) {
		switch e.kind() {
		case "rich_text_section", "rich_text_quote":
			checkInlines(e, inlineKinds)
		case "rich_text_preformatted":
			checkInlines(e, []string{"text", "link"})
		case "rich_text_list":
			e.need("style")
			e.oneOf("style", "bullet", "ordered")
			e.number("indent", 0, 8)
			e.each("elements", e.list("elements", 1, 1000), func(item object) {
				if item.kind() != "rich_text_section" {
					item.fault(item.at+"/type", "unsupported type: %s", item.kind())
					return
				}
				checkInlines(item, inlineKinds)
			})
		default:
			e.fault(e.at+"/type", "unsupported type: %s", e.kind())
		}
		e.number("border", 0, 3)
	})
}

// inlineKinds are what a line of rich text is made of. The slice is only read.
var inlineKinds = []string{"text", "link", "emoji", "user", "usergroup", "channel", "broadcast", "color", "date", "team", "citation"}

// checkInlines checks the parts of a line.
func checkInlines(o object, kinds []string) {
	o.each("elements", o.list("elements", 0, 10_000), func(e object) {
		if !slices.Contains(kinds, e.kind()) {
			e.fault(e.at+"/type", "unsupported type: %s", e.kind())
			return
		}
		checkInline(e)
	})
}

func checkInline(o object) {
	switch o.kind() {
	case "text":
		if o.need("text") {
			o.str("text", 1, 1<<20)
		}
	case "link":
		if o.need("url") {
			o.str("url", 1, 3000)
		}
	case "emoji":
		o.need("name")
	case "user":
		o.need("user_id")
	case "usergroup":
		o.need("usergroup_id")
	case "channel":
		o.need("channel_id")
	case "broadcast":
		o.need("range")
		o.oneOf("range", "here", "channel", "everyone")
	case "date":
		o.need("timestamp")
		o.need("format")
	}
	if o.has("style") {
		if style, ok := o.sub("style"); ok {
			for name, v := range style.fields {
				if _, ok := v.(bool); !ok {
					style.fault(style.at+"/"+name, "must provide a boolean")
				}
			}
		}
	}
}
