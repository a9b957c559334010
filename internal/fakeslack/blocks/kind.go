package blocks

// checkBlock checks a block of any type.
func checkBlock(o object) {
	o.pieces++
	checkBlockID(o)
	switch o.kind() {
	case "section":
		checkSection(o)
	case "header":
		if o.need("text") {
			o.text("text", AtMost("header.text.max_length"), plain)
		}
		o.number("level", 1, 4)
	case "context":
		o.each("elements", o.list("elements", 1, AtMost("context.elements.max_items")), func(e object) { checkElement(e, contextElements) })
	case "context_actions":
		o.each("elements", o.list("elements", 1, AtMost("context_actions.elements.max_items")), func(e object) { checkElement(e, contextActionElements) })
	case "actions":
		checkActions(o)
	case "divider":
	case "image":
		checkImage(o)
		o.text("title", AtMost("image.alt_text.max_length"), plain)
	case "input":
		checkInput(o)
	case "markdown":
		checkMarkdown(o)
	case "file":
		o.need("external_id")
		o.oneOf("source", "remote")
	case "rich_text":
		checkRichText(o)
	case "video":
		checkVideo(o)
	case "table":
		checkTable(o)
	case "data_table":
		checkDataTable(o)
	case "data_visualization":
		checkChart(o)
	default:
		checkLayoutBlock(o)
	}
}

// checkLayoutBlock checks the blocks that hold others, and the rarer ones.
func checkLayoutBlock(o object) {
	switch o.kind() {
	case "alert":
		if o.need("text") {
			o.text("text", AtMost("alert.text.max_length"))
		}
		o.oneOf("level", "default", "info", "warning", "error", "success")
	case "card":
		checkCard(o)
	case "carousel":
		o.each("elements", o.list("elements", AtMost("carousel.elements.min_items"), AtMost("carousel.elements.max_items")), func(e object) {
			if e.kind() != "card" {
				e.fault(e.at+"/type", "unsupported type: %s", e.kind())
				return
			}
			checkCard(e)
		})
	case "container":
		checkContainer(o)
	case "layout":
		checkLayout(o)
	case "plan":
		checkPlan(o)
	case "task_card":
		checkTask(o)
	case "":
		o.fault(o.at, "missing required field: type")
	default:
		o.fault(o.at+"/type", "unsupported type: %s", o.kind())
	}
}

// checkBlockID checks the name of a block, which no other block has.
func checkBlockID(o object) {
	o.str("block_id", 0, AtMost("block_id.max_length"))
	id, _ := o.fields["block_id"].(string)
	if id == "" {
		return
	}
	if o.blockIDs[id] {
		o.fault(o.at+"/block_id", "`block_id` %s already exists for another block", id)
	}
	o.blockIDs[id] = true
}

func checkSection(o object) {
	if !o.has("text") && !o.has("fields") {
		o.fault(o.at, "must define either `text` or `fields`")
	}
	o.text("text", AtMost("section.text.max_length"))
	if o.has("fields") {
		o.each("fields", o.list("fields", 1, AtMost("section.fields.max_items")), func(f object) { f.textObject(AtMost("section.fields.item_max_length")) })
	}
	if a, ok := o.sub("accessory"); ok {
		checkElement(a, sectionElements)
	}
}

func checkActions(o object) {
	ids := map[string]bool{}
	o.each("elements", o.list("elements", 1, AtMost("actions.elements.max_items")), func(e object) {
		checkElement(e, actionElements)
		checkUnique(e, ids)
	})
}

// checkUnique checks that no two elements of a block have the same action ID.
func checkUnique(o object, ids map[string]bool) {
	id, _ := o.fields["action_id"].(string)
	if id != "" && ids[id] {
		o.fault(o.at+"/action_id", "`action_id` %s already exists for another element", id)
	}
	ids[id] = true
}

// checkImage checks what an image block and an image element have in common.
func checkImage(o object) {
	switch {
	case !o.has("image_url") && !o.has("slack_file"):
		o.fault(o.at, "must define either `image_url` or `slack_file`")
	case o.has("image_url") && o.has("slack_file"):
		o.fault(o.at, "must define only one of `image_url` and `slack_file`")
	}
	o.str("image_url", 1, AtMost("image.image_url.max_length"))
	if o.need("alt_text") {
		o.str("alt_text", 1, AtMost("image.alt_text.max_length"))
	}
}

func checkInput(o object) {
	if o.need("label") {
		o.text("label", AtMost("input.label.max_length"), plain)
	}
	o.text("hint", AtMost("input.hint.max_length"), plain)
	if o.need("element") {
		if e, ok := o.sub("element"); ok {
			checkElement(e, inputElements)
		}
	}
}

func checkMarkdown(o object) {
	if !o.need("text") {
		return
	}
	o.str("text", AtMost("markdown.text.min_length"), AtMost("markdown.text.max_length"))
	text, _ := o.fields["text"].(string)
	o.checker.markdown += Runes(text)
	o.pieces += markdownPieces(text) - 1
}

func checkVideo(o object) {
	if o.need("alt_text") {
		o.str("alt_text", AtMost("video.alt_text.min_length"), AtMost("video.alt_text.max_length"))
	}
	o.need("thumbnail_url")
	o.need("video_url")
	if o.need("title") {
		o.text("title", AtMost("video.title.max_length"), plain)
	}
	o.text("description", AtMost("video.description.max_length"), plain)
	o.str("author_name", 0, AtMost("video.author_name.max_length"))
	o.str("provider_name", 0, AtMost("video.provider_name.max_length"))
}

func checkCard(o object) {
	o.text("title", AtMost("card.title.max_length"))
	o.text("subtitle", AtMost("card.subtitle.max_length"))
	o.text("body", AtMost("card.body.max_length"))
	o.text("subtext", AtMost("card.subtext.max_length"))
	o.each("actions", o.list("actions", 0, AtMost("card.actions.max_items")), func(e object) { checkElement(e, actionElements) })
	if img, ok := o.sub("hero_image"); ok {
		checkImage(img)
	}
}

func checkContainer(o object) {
	if !o.has("rich_text_title") && o.need("title") {
		o.text("title", AtMost("container.title.max_length"))
	}
	o.text("subtitle", AtMost("container.subtitle.max_length"))
	o.each("child_blocks", o.list("child_blocks", 1, AtMost("container.child_blocks.max_items")), func(b object) {
		if b.kind() == "container" {
			b.fault(b.at+"/type", "unsupported type: container")
			return
		}
		checkBlock(b)
		b.pieces-- // the container counts, not what is in it
	})
}

func checkLayout(o object) {
	if o.need("label") {
		o.str("label", 1, AtMost("layout.label.max_length"))
	}
	o.each("rows", o.list("rows", 1, AtMost("layout.rows.max_items")), func(r object) {
		r.each("items", r.list("items", 1, AtMost("layout.items.max_items")), func(i object) {
			if !i.need("block") {
				return
			}
			if b, ok := i.sub("block"); ok && b.kind() != "markdown" {
				checkBlock(b)
				b.pieces-- // the layout counts, not what is in it
			} else if ok {
				b.fault(b.at+"/type", "unsupported type: markdown")
			}
		})
	})
}

func checkPlan(o object) {
	if o.need("title") {
		o.str("title", 1, AtMost("text.max_length"))
	}
	o.each("tasks", o.list("tasks", 0, 100), func(t object) { checkTask(t) })
}

func checkTask(o object) {
	o.need("task_id")
	o.need("title")
	o.oneOf("status", "pending", "in_progress", "complete", "error")
	for _, name := range []string{"details", "output"} {
		if r, ok := o.sub(name); ok && r.kind() == "rich_text" {
			checkBlockID(r)
			checkRichText(r)
		}
	}
	o.each("sources", o.list("sources", 0, 100), func(s object) { checkURLSource(s) })
}

func checkURLSource(o object) {
	if o.need("url") {
		o.str("url", AtMost("url_source.url.min_length"), AtMost("url_source.url.max_length"))
	}
	o.need("text")
}
