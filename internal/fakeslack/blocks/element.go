package blocks

import "slices"

// The elements that each kind of block may hold.
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

// checkElement checks an element of one of the types.
func checkElement(o object, kinds []string) {
	if !o.need("type") {
		return
	}
	if !slices.Contains(kinds, o.kind()) {
		o.fault(o.at+"/type", "unsupported type: %s", o.kind())
		return
	}
	o.str("action_id", 0, AtMost("action_id.max_length"))
	checkConfirmation(o)
	o.text("placeholder", AtMost("select.placeholder.max_length"), plain)
	switch kind := o.kind(); {
	case kind == plain || kind == mrkdwn:
		o.textObject(AtMost("text.max_length"))
	case kind == "image":
		checkImage(o)
	case kind == "button":
		checkButton(o)
	case kind == "feedback_buttons":
		checkFeedback(o)
	case kind == "icon_button":
		o.need("icon")
		if o.need("text") {
			o.text("text", AtMost("button.text.max_length"), plain)
		}
		o.str("value", 0, AtMost("button.value.max_length"))
		o.list("visible_to_user_ids", 0, AtMost("icon_button.visible_to_user_ids.max_items"))
	case kind == "workflow_button":
		o.need("workflow")
		if o.need("text") {
			o.text("text", AtMost("button.text.max_length"), plain)
		}
	case slices.Contains(selects, kind) || slices.Contains(multiSelects, kind):
		checkSelection(o)
	default:
		checkEntry(o)
	}
}

// checkEntry checks what something is ticked, picked or written in.
func checkEntry(o object) {
	switch kind := o.kind(); kind {
	case "overflow", "checkboxes", "radio_buttons":
		checkOptions(o, "options", AtMost(kind+".options.min_items"), AtMost(kind+".options.max_items"), kind == "overflow")
	case "plain_text_input":
		o.number("max_length", 1, AtMost("plain_text_input.max_length.max"))
		o.number("min_length", 0, AtMost("plain_text_input.max_length.max"))
		o.str("initial_value", 0, AtMost("plain_text_input.max_length.max"))
	case "number_input":
		o.need("is_decimal_allowed")
		least, has := asNumber(o.fields["min_value"])
		most, too := asNumber(o.fields["max_value"])
		if has && too && least > most {
			o.fault(o.at+"/min_value", "must be less than `max_value`")
		}
	case "file_input":
		o.number("max_files", AtMost("file_input.max_files.min"), AtMost("file_input.max_files.max"))
	}
}

func checkButton(o object) {
	if o.need("text") {
		o.text("text", AtMost("button.text.max_length"), plain)
	}
	o.str("url", 0, AtMost("button.url.max_length"))
	o.str("value", 0, AtMost("button.value.max_length"))
	o.str("accessibility_label", 0, AtMost("button.accessibility_label.max_length"))
	o.oneOf("style", "primary", "danger")
}

func checkFeedback(o object) {
	for _, side := range []string{"positive_button", "negative_button"} {
		if !o.need(side) {
			continue
		}
		b, ok := o.sub(side)
		if !ok {
			continue
		}
		if b.need("text") {
			b.text("text", AtMost("feedback_button.text.max_length"), plain)
		}
		if b.need("value") {
			b.str("value", 1, AtMost("feedback_button.value.max_length"))
		}
		b.str("accessibility_label", 0, AtMost("feedback_button.accessibility_label.max_length"))
	}
}

// checkSelection checks a menu.
func checkSelection(o object) {
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
		checkOptions(o, "options", 1, AtMost("select.options.max_items"), false)
	}
	o.each("option_groups", o.list("option_groups", 0, AtMost("select.option_groups.max_items")), func(g object) {
		if g.need("label") {
			g.text("label", AtMost("option_group.label.max_length"), plain)
		}
		checkOptions(g, "options", AtMost("option_group.options.min_items"), AtMost("option_group.options.max_items"), false)
	})
}

// checkOptions checks a list of options; those of an overflow menu may have a URL.
func checkOptions(o object, name string, least, most int, urls bool) {
	o.each(name, o.list(name, least, most), func(x object) {
		if x.need("text") {
			x.text("text", AtMost("option.text.max_length"))
		}
		if x.need("value") {
			x.str("value", 0, AtMost("option.value.max_length"))
		}
		x.text("description", AtMost("option.description.max_length"))
		if x.has("url") && !urls {
			x.fault(x.at+"/url", "invalid additional property: url")
		}
		x.str("url", 1, AtMost("option.url.max_length"))
	})
}

func checkConfirmation(o object) {
	c, ok := o.sub("confirm")
	if !ok {
		return
	}
	for _, part := range []struct {
		name  string
		kinds []string
	}{{"title", []string{plain}}, {"text", nil}, {"confirm", []string{plain}}, {"deny", []string{plain}}} {
		if c.need(part.name) {
			c.text(part.name, AtMost("confirmation."+part.name+".max_length"), part.kinds...)
		}
	}
}
