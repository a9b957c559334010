package fakeslack

// block checks a block of any type.
func (o object) block() {
	o.pieces++
	o.blockID()
	switch o.kind() {
	case "section":
		o.section()
	case "header":
		if o.need("text") {
			o.text("text", atMost("header.text.max_length"), plain)
		}
		o.number("level", 1, 4)
	case "context":
		o.each("elements", o.list("elements", 1, atMost("context.elements.max_items")), func(e object) { e.element(contextElements) })
	case "context_actions":
		o.each("elements", o.list("elements", 1, atMost("context_actions.elements.max_items")), func(e object) { e.element(contextActionElements) })
	case "actions":
		o.actions()
	case "divider":
	case "image":
		o.image()
		o.text("title", atMost("image.alt_text.max_length"), plain)
	case "input":
		o.input()
	case "markdown":
		o.markdownBlock()
	case "file":
		o.need("external_id")
		o.oneOf("source", "remote")
	case "rich_text":
		o.richText()
	case "video":
		o.video()
	case "table":
		o.table()
	case "data_table":
		o.dataTable()
	case "data_visualization":
		o.chart()
	default:
		o.layoutBlock()
	}
}

// layoutBlock checks the blocks that hold others, and the rarer ones.
func (o object) layoutBlock() {
	switch o.kind() {
	case "alert":
		if o.need("text") {
			o.text("text", atMost("alert.text.max_length"))
		}
		o.oneOf("level", "default", "info", "warning", "error", "success")
	case "card":
		o.card()
	case "carousel":
		o.each("elements", o.list("elements", atMost("carousel.elements.min_items"), atMost("carousel.elements.max_items")), func(e object) {
			if e.kind() != "card" {
				e.fault(e.at+"/type", "unsupported type: %s", e.kind())
				return
			}
			e.card()
		})
	case "container":
		o.container()
	case "layout":
		o.layout()
	case "plan":
		o.plan()
	case "task_card":
		o.task()
	case "":
		o.fault(o.at, "missing required field: type")
	default:
		o.fault(o.at+"/type", "unsupported type: %s", o.kind())
	}
}

// blockID checks the name of a block, which no other block has.
func (o object) blockID() {
	o.str("block_id", 0, atMost("block_id.max_length"))
	id, _ := o.fields["block_id"].(string)
	if id == "" {
		return
	}
	if o.blockIDs[id] {
		o.fault(o.at+"/block_id", "`block_id` %s already exists for another block", id)
	}
	o.blockIDs[id] = true
}

func (o object) section() {
	if !o.has("text") && !o.has("fields") {
		o.fault(o.at, "must define either `text` or `fields`")
	}
	o.text("text", atMost("section.text.max_length"))
	if o.has("fields") {
		o.each("fields", o.list("fields", 1, atMost("section.fields.max_items")), func(f object) { f.textObject(atMost("section.fields.item_max_length")) })
	}
	if a, ok := o.sub("accessory"); ok {
		a.element(sectionElements)
	}
}

func (o object) actions() {
	ids := map[string]bool{}
	o.each("elements", o.list("elements", 1, atMost("actions.elements.max_items")), func(e object) {
		e.element(actionElements)
		e.unique(ids)
	})
}

// unique checks that no two elements of a block have the same action ID.
func (o object) unique(ids map[string]bool) {
	id, _ := o.fields["action_id"].(string)
	if id != "" && ids[id] {
		o.fault(o.at+"/action_id", "`action_id` %s already exists for another element", id)
	}
	ids[id] = true
}

// image checks what an image block and an image element have in common.
func (o object) image() {
	switch {
	case !o.has("image_url") && !o.has("slack_file"):
		o.fault(o.at, "must define either `image_url` or `slack_file`")
	case o.has("image_url") && o.has("slack_file"):
		o.fault(o.at, "must define only one of `image_url` and `slack_file`")
	}
	o.str("image_url", 1, atMost("image.image_url.max_length"))
	if o.need("alt_text") {
		o.str("alt_text", 1, atMost("image.alt_text.max_length"))
	}
}

func (o object) input() {
	if o.need("label") {
		o.text("label", atMost("input.label.max_length"), plain)
	}
	o.text("hint", atMost("input.hint.max_length"), plain)
	if o.need("element") {
		if e, ok := o.sub("element"); ok {
			e.element(inputElements)
		}
	}
}

func (o object) markdownBlock() {
	if !o.need("text") {
		return
	}
	o.str("text", atMost("markdown.text.min_length"), atMost("markdown.text.max_length"))
	text, _ := o.fields["text"].(string)
	o.checker.markdown += runes(text)
	o.pieces += markdownPieces(text) - 1
}

func (o object) video() {
	if o.need("alt_text") {
		o.str("alt_text", atMost("video.alt_text.min_length"), atMost("video.alt_text.max_length"))
	}
	o.need("thumbnail_url")
	o.need("video_url")
	if o.need("title") {
		o.text("title", atMost("video.title.max_length"), plain)
	}
	o.text("description", atMost("video.description.max_length"), plain)
	o.str("author_name", 0, atMost("video.author_name.max_length"))
	o.str("provider_name", 0, atMost("video.provider_name.max_length"))
}

func (o object) card() {
	o.text("title", atMost("card.title.max_length"))
	o.text("subtitle", atMost("card.subtitle.max_length"))
	o.text("body", atMost("card.body.max_length"))
	o.text("subtext", atMost("card.subtext.max_length"))
	o.each("actions", o.list("actions", 0, atMost("card.actions.max_items")), func(e object) { e.element(actionElements) })
	if img, ok := o.sub("hero_image"); ok {
		img.image()
	}
}

func (o object) container() {
	if !o.has("rich_text_title") && o.need("title") {
		o.text("title", atMost("container.title.max_length"))
	}
	o.text("subtitle", atMost("container.subtitle.max_length"))
	o.each("child_blocks", o.list("child_blocks", 1, atMost("container.child_blocks.max_items")), func(b object) {
		if b.kind() == "container" {
			b.fault(b.at+"/type", "unsupported type: container")
			return
		}
		b.block()
		b.pieces-- // the container counts, not what is in it
	})
}

func (o object) layout() {
	if o.need("label") {
		o.str("label", 1, atMost("layout.label.max_length"))
	}
	o.each("rows", o.list("rows", 1, atMost("layout.rows.max_items")), func(r object) {
		r.each("items", r.list("items", 1, atMost("layout.items.max_items")), func(i object) {
			if !i.need("block") {
				return
			}
			if b, ok := i.sub("block"); ok && b.kind() != "markdown" {
				b.block()
				b.pieces-- // the layout counts, not what is in it
			} else if ok {
				b.fault(b.at+"/type", "unsupported type: markdown")
			}
		})
	})
}

func (o object) plan() {
	if o.need("title") {
		o.str("title", 1, atMost("text.max_length"))
	}
	o.each("tasks", o.list("tasks", 0, 100), func(t object) { t.task() })
}

func (o object) task() {
	o.need("task_id")
	o.need("title")
	o.oneOf("status", "pending", "in_progress", "complete", "error")
	for _, name := range []string{"details", "output"} {
		if r, ok := o.sub(name); ok && r.kind() == "rich_text" {
			r.blockID()
			r.richText()
		}
	}
	o.each("sources", o.list("sources", 0, 100), func(s object) { s.urlSource() })
}

func (o object) urlSource() {
	if o.need("url") {
		o.str("url", atMost("url_source.url.min_length"), atMost("url_source.url.max_length"))
	}
	o.need("text")
}
