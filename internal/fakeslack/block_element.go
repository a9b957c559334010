package fakeslack

import "slices"

// Which elements stand where.
var (
	selects = []string{
		"static_select", "external_select", "users_select", "conversations_select", "channels_select",
	}
	multiSelects = []string{
		"multi_static_select", "multi_external_select", "multi_users_select", "multi_conversations_select", "multi_channels_select",
	}
	pickers         = []string{"checkboxes", "radio_buttons", "datepicker", "timepicker"}
	contextElements = []string{"image", plain, mrkdwn}
	actionElements  = slices.Concat(selects, pickers, []string{"button", "overflow", "workflow_button", "datetimepicker", "rich_text_input"})
	sectionElements = slices.Concat(selects, multiSelects, pickers, []string{"button", "overflow", "workflow_button", "image"})
	inputElements   = slices.Concat(selects, multiSelects, pickers, []string{
		"datetimepicker", "plain_text_input", "email_text_input", "url_text_input", "number_input", "file_input", "rich_text_input",
	})
	contextActionElements = []string{"feedback_buttons", "icon_button"}
)

// element checks an element of one of the types.
func (o object) element(kinds []string) {
	if !o.need("type") {
		return
	}
	if !slices.Contains(kinds, o.kind()) {
		o.fault(o.at+"/type", "unsupported type: %s", o.kind())
		return
	}
	o.str("action_id", 0, atMost("action_id.max_length"))
	o.confirmation()
	o.text("placeholder", atMost("select.placeholder.max_length"), plain)
	switch kind := o.kind(); {
	case kind == plain || kind == mrkdwn:
		o.textObject(atMost("text.max_length"))
	case kind == "image":
		o.image()
	case kind == "button":
		o.button()
	case kind == "feedback_buttons":
		o.feedback()
	case kind == "icon_button":
		o.need("icon")
		if o.need("text") {
			o.text("text", atMost("button.text.max_length"), plain)
		}
		o.str("value", 0, atMost("button.value.max_length"))
		o.list("visible_to_user_ids", 0, atMost("icon_button.visible_to_user_ids.max_items"))
	case kind == "workflow_button":
		o.need("workflow")
		if o.need("text") {
			o.text("text", atMost("button.text.max_length"), plain)
		}
	case slices.Contains(selects, kind) || slices.Contains(multiSelects, kind):
		o.selection()
	default:
		o.entry()
	}
}

// entry checks what something is ticked, picked or written in.
func (o object) entry() {
	switch kind := o.kind(); kind {
	case "overflow", "checkboxes", "radio_buttons":
		o.options("options", atMost(kind+".options.min_items"), atMost(kind+".options.max_items"), kind == "overflow")
	case "plain_text_input":
		o.number("max_length", 1, atMost("plain_text_input.max_length.max"))
		o.number("min_length", 0, atMost("plain_text_input.max_length.max"))
		o.str("initial_value", 0, atMost("plain_text_input.max_length.max"))
	case "number_input":
		o.need("is_decimal_allowed")
		least, has := asNumber(o.fields["min_value"])
		most, too := asNumber(o.fields["max_value"])
		if has && too && least > most {
			o.fault(o.at+"/min_value", "must be less than `max_value`")
		}
	case "file_input":
		o.number("max_files", atMost("file_input.max_files.min"), atMost("file_input.max_files.max"))
	}
}

func (o object) button() {
	if o.need("text") {
		o.text("text", atMost("button.text.max_length"), plain)
	}
	o.str("url", 0, atMost("button.url.max_length"))
	o.str("value", 0, atMost("button.value.max_length"))
	o.str("accessibility_label", 0, atMost("button.accessibility_label.max_length"))
	o.oneOf("style", "primary", "danger")
}

func (o object) feedback() {
	for _, side := range []string{"positive_button", "negative_button"} {
		if !o.need(side) {
			continue
		}
		b, ok := o.sub(side)
		if !ok {
			continue
		}
		if b.need("text") {
			b.text("text", atMost("feedback_button.text.max_length"), plain)
		}
		if b.need("value") {
			b.str("value", 1, atMost("feedback_button.value.max_length"))
		}
		b.str("accessibility_label", 0, atMost("feedback_button.accessibility_label.max_length"))
	}
}

// selection checks a menu.
func (o object) selection() {
	if o.kind() != "static_select" && o.kind() != "multi_static_select" {
		return
	}
	switch {
	case o.has("options") && o.has("option_groups"):
		o.fault(o.at, "must define only one of `options` and `option_groups`")
	case !o.has("options") && !o.has("option_groups"):
		o.fault(o.at, "must define either `options` or `option_groups`")
	}
	if o.has("options") {
		o.options("options", 1, atMost("select.options.max_items"), false)
	}
	o.each("option_groups", o.list("option_groups", 0, atMost("select.option_groups.max_items")), func(g object) {
		if g.need("label") {
			g.text("label", atMost("option_group.label.max_length"), plain)
		}
		g.options("options", atMost("option_group.options.min_items"), atMost("option_group.options.max_items"), false)
	})
}

// options checks a list of options; those of an overflow menu may have a URL.
func (o object) options(name string, least, most int, urls bool) {
	o.each(name, o.list(name, least, most), func(x object) {
		if x.need("text") {
			x.text("text", atMost("option.text.max_length"))
		}
		if x.need("value") {
			x.str("value", 0, atMost("option.value.max_length"))
		}
		x.text("description", atMost("option.description.max_length"))
		if x.has("url") && !urls {
			x.fault(x.at+"/url", "invalid additional property: url")
		}
		x.str("url", 1, atMost("option.url.max_length"))
	})
}

func (o object) confirmation() {
	c, ok := o.sub("confirm")
	if !ok {
		return
	}
	for _, part := range []struct {
		name  string
		kinds []string
	}{{"title", []string{plain}}, {"text", nil}, {"confirm", []string{plain}}, {"deny", []string{plain}}} {
		if c.need(part.name) {
			c.text(part.name, atMost("confirmation."+part.name+".max_length"), part.kinds...)
		}
	}
}
