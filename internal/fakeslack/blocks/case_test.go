package blocks

// refusedBlock is a block, element or view that Slack refuses. In its JSON
// "@N" means a text of N Han characters and ["*N", X] for N times X, in
// whose texts # is the item's number. With the first such number one nearer to
// what is allowed, it is accepted: the test checks both.
type refusedBlock struct {
	name string // of the case in the shared fixtures; ours start with "our-"
	at   string // the pointer of the fault that is named, from the block on
	json string
}

func refusedBlocks() []refusedBlock {
	text := func(s string) string { return `{"type":"plain_text","text":"` + s + `"}` }
	section := func(more string) string { return `{"type":"section","text":` + text("x") + `,` + more + `}` }
	action := func(el string) string { return `{"type":"actions","elements":[` + el + `]}` }
	input := func(el string) string { return `{"type":"input","label":` + text("x") + `,"element":` + el + `}` }
	button := func(more string) string { return action(`{"type":"button","text":` + text("x") + `,` + more + `}`) }
	confirm := func(title, body, yes, nope string) string {
		return button(`"confirm":{"title":` + text(title) + `,"text":` + text(body) + `,"confirm":` + text(yes) + `,"deny":` + text(nope) + `}`)
	}
	option := func(label, value, more string) string {
		return `{"text":` + text(label) + `,"value":"` + value + `"` + more + `}`
	}
	menu := func(more string) string { return action(`{"type":"static_select",` + more + `}`) }
	one := option("x", "x", "")
	group := func(label, options string) string {
		return menu(`"option_groups":[{"label":` + text(label) + `,"options":` + options + `}]`)
	}
	task := func(url string) string {
		return `{"type":"task_card","task_id":"t","title":"x","sources":[{"type":"url","text":"x","url":"` + url + `"}]}`
	}
	table := func(rows, more string) string { return `{"type":"table","rows":` + rows + more + `}` }
	data := func(rows, more string) string {
		return `{"type":"data_table","caption":"x","rows":` + rows + more + `}`
	}
	raw := `{"type":"raw_text","text":"x"}`
	feedback := func(label, value, more string) string {
		b := `{"text":` + text("x") + `,"value":"x"}`
		return `{"type":"context_actions","elements":[{"type":"feedback_buttons","negative_button":` + b + `,"positive_button":{"text":` + text(label) + `,"value":"` + value + `"` + more + `}}]}`
	}
	video := func(more string) string {
		return `{"type":"video","thumbnail_url":"x","video_url":"x",` + more + `}`
	}
	view := func(more string) string { return `{"type":"modal",` + more + `}` }
	rest := `"title":` + text("x") + `,"blocks":[{"type":"divider"}]`
	chart := func(kind, more string) string {
		return `{"type":"data_visualization","title":"x","chart":{"type":"` + kind + `",` + more + `}}`
	}
	axis := `"axis_config":{"categories":["a"]}`
	series := `"series":[{"name":"x","data":[{"label":"a","value":1}]}]`
	return []refusedBlock{
		{"text-empty", "/text/text", `{"type":"section","text":` + text("@0") + `}`},
		{"text-too-long", "/text/text", `{"type":"section","text":` + text("@3001") + `}`},
		{"section-text-too-long", "/text/text", `{"type":"section","text":` + text("@3001") + `}`},
		{"section-too-many-fields", "/fields", `{"type":"section","fields":["*11",` + text("x") + `]}`},
		{"section-field-too-long", "/fields/0/text", `{"type":"section","fields":[` + text("@2001") + `]}`},
		{"section-missing-content", "", `{"type":"section"}`},
		{"block-id-too-long", "/block_id", `{"type":"divider","block_id":"@256"}`},
		{"button-action-id-too-long", "/elements/0/action_id", button(`"action_id":"@256"`)},
		{"button-text-too-long", "/elements/0/text/text", action(`{"type":"button","text":` + text("@76") + `}`)},
		{"button-url-too-long", "/elements/0/url", button(`"url":"@3001"`)},
		{"button-value-too-long", "/elements/0/value", button(`"value":"@2001"`)},
		{"button-accessibility-label-too-long", "/elements/0/accessibility_label", button(`"accessibility_label":"@76"`)},
		{"confirmation-title-too-long", "/elements/0/confirm/title/text", confirm("@101", "x", "x", "x")},
		{"confirmation-text-too-long", "/elements/0/confirm/text/text", confirm("x", "@301", "x", "x")},
		{"confirmation-confirm-too-long", "/elements/0/confirm/confirm/text", confirm("x", "x", "@31", "x")},
		{"confirmation-deny-too-long", "/elements/0/confirm/deny/text", confirm("x", "x", "x", "@31")},
		{"option-text-too-long", "/elements/0/options/0/text/text", menu(`"options":[` + option("@76", "x", "") + `]`)},
		{"option-value-too-long", "/elements/0/options/0/value", menu(`"options":[` + option("x", "@151", "") + `]`)},
		{"option-url-too-long", "/elements/0/options/0/url", action(`{"type":"overflow","options":[` + option("x", "x", `,"url":"@3001"`) + `]}`)},
		{"option-description-too-long", "/elements/0/options/0/description/text", menu(`"options":[` + option("x", "x", `,"description":`+text("@76")) + `]`)},
		{"option-group-label-too-long", "/elements/0/option_groups/0/label/text", group("@76", "["+one+"]")},
		{"option-group-empty", "/elements/0/option_groups/0/options", group("x", `["*0",`+one+`]`)},
		{"option-group-too-many-options", "/elements/0/option_groups/0/options", group("x", `["*101",`+one+`]`)},
		{"select-placeholder-too-long", "/elements/0/placeholder/text", menu(`"placeholder":` + text("@151") + `,"options":[` + one + `]`)},
		{"select-too-many-options", "/elements/0/options", menu(`"options":["*101",` + one + `]`)},
		{"select-too-many-option-groups", "/elements/0/option_groups", menu(`"option_groups":["*101",{"label":` + text("x") + `,"options":[` + one + `]}]`)},
		{"static-select-options-and-groups", "/elements/0", menu(`"options":[` + one + `],"option_groups":[{"label":` + text("x") + `,"options":[` + one + `]}]`)},
		{"overflow-empty", "/elements/0/options", action(`{"type":"overflow","options":["*0",` + one + `]}`)},
		{"overflow-too-many-options", "/elements/0/options", action(`{"type":"overflow","options":["*6",` + one + `]}`)},
		{"checkboxes-empty", "/elements/0/options", action(`{"type":"checkboxes","options":["*0",` + one + `]}`)},
		{"checkboxes-too-many-options", "/elements/0/options", action(`{"type":"checkboxes","options":["*11",` + one + `]}`)},
		{"radio-buttons-empty", "/elements/0/options", action(`{"type":"radio_buttons","options":["*0",` + one + `]}`)},
		{"radio-buttons-too-many-options", "/elements/0/options", action(`{"type":"radio_buttons","options":["*11",` + one + `]}`)},
		{"url-source-url-empty", "/sources/0/url", task("@0")},
		{"url-source-url-too-long", "/sources/0/url", task("@3001")},
		{"table-too-many-rows", "/rows", table(`["*101",[`+raw+`]]`, "")},
		{"table-ragged-rows", "/rows/1", table(`[[`+raw+`],[`+raw+`,`+raw+`]]`, "")},
		{"table-column-settings-mismatch", "/column_settings", table(`[[`+raw+`]]`, `,"column_settings":["*2",{"align":"left"}]`)},
		{"our-table-too-many-columns", "/rows/0", table(`[["*21",`+raw+`]]`, "")},
		{"our-table-empty-cell", "/rows/0/0/text", table(`[[{"type":"raw_text","text":"@0"}]]`, "")},
		{"file-input-max-files-too-small", "/element/max_files", input(`{"type":"file_input","max_files":0}`)},
		{"file-input-max-files-too-large", "/element/max_files", input(`{"type":"file_input","max_files":11}`)},
		{"plain-text-input-max-length-too-large", "/element/max_length", input(`{"type":"plain_text_input","max_length":3001}`)},
		{"number-input-inverted-range", "/element/min_value", input(`{"type":"number_input","is_decimal_allowed":true,"min_value":"3","max_value":"2"}`)},
		{"actions-too-many-elements", "/elements", `{"type":"actions","elements":["*26",{"type":"button","text":` + text("x") + `}]}`},
		{"context-too-many-elements", "/elements", `{"type":"context","elements":["*11",` + text("x") + `]}`},
		{"context-invalid-element", "/elements/0/type", `{"type":"context","elements":[{"type":"button","text":` + text("x") + `}]}`},
		{"header-text-too-long", "/text/text", `{"type":"header","text":` + text("@151") + `}`},
		{"image-url-too-long", "/image_url", `{"type":"image","alt_text":"x","image_url":"@3001"}`},
		{"image-alt-text-too-long", "/alt_text", `{"type":"image","image_url":"x","alt_text":"@2001"}`},
		{"image-url-and-slack-file", "", `{"type":"image","image_url":"x","slack_file":{"id":"F1"},"alt_text":"x"}`},
		{"input-label-too-long", "/label/text", `{"type":"input","label":` + text("@2001") + `,"element":{"type":"plain_text_input"}}`},
		{"input-hint-too-long", "/hint/text", `{"type":"input","label":` + text("x") + `,"hint":` + text("@2001") + `,"element":{"type":"plain_text_input"}}`},
		{"input-invalid-element", "/element/type", input(`{"type":"button","text":` + text("x") + `}`)},
		{"markdown-empty", "/text", `{"type":"markdown","text":"@0"}`},
		{"markdown-too-long", "/text", `{"type":"markdown","text":"@12001"}`},
		{"video-alt-text-empty", "/alt_text", video(`"title":` + text("x") + `,"alt_text":"@0"`)},
		{"video-alt-text-too-long", "/alt_text", video(`"title":` + text("x") + `,"alt_text":"@201"`)},
		{"video-title-too-long", "/title/text", video(`"alt_text":"x","title":` + text("@201"))},
		{"video-author-name-too-long", "/author_name", video(`"alt_text":"x","title":` + text("x") + `,"author_name":"@51"`)},
		{"video-description-too-long", "/description/text", video(`"alt_text":"x","title":` + text("x") + `,"description":` + text("@201"))},
		{"video-provider-name-too-long", "/provider_name", video(`"alt_text":"x","title":` + text("x") + `,"provider_name":"@51"`)},
		{"view-missing-blocks", "/blocks", view(`"title":` + text("x") + `,"blocks":["*0",{"type":"divider"}]`)},
		{"view-too-many-blocks", "/blocks", view(`"title":` + text("x") + `,"blocks":["*101",{"type":"divider"}]`)},
		{"view-private-metadata-too-long", "/private_metadata", view(rest + `,"private_metadata":"@3001"`)},
		{"view-callback-id-too-long", "/callback_id", view(rest + `,"callback_id":"@256"`)},
		{"view-title-too-long", "/title/text", view(`"blocks":[{"type":"divider"}],"title":` + text("@25"))},
		{"view-close-too-long", "/close/text", view(rest + `,"close":` + text("@25"))},
		{"view-submit-too-long", "/submit/text", view(rest + `,"submit":` + text("@25"))},
		{"our-view-input-without-submit", "", view(`"title":` + text("x") + `,"blocks":[` + input(`{"type":"plain_text_input"}`) + `]`)},
		{"our-view-table", "/blocks/0/type", view(`"title":` + text("x") + `,"blocks":[` + table(`[[`+raw+`]]`, "") + `]`)},
		{"our-view-markdown", "/blocks/0/type", view(`"title":` + text("x") + `,"blocks":[{"type":"markdown","text":"x"}]`)},
		{"alert-text-too-long", "/text/text", `{"type":"alert","text":` + text("@201") + `}`},
		{"card-title-too-long", "/title/text", `{"type":"card","title":` + text("@151") + `}`},
		{"card-subtitle-too-long", "/subtitle/text", `{"type":"card","subtitle":` + text("@151") + `}`},
		{"card-body-too-long", "/body/text", `{"type":"card","body":` + text("@201") + `}`},
		{"card-subtext-too-long", "/subtext/text", `{"type":"card","subtext":` + text("@201") + `}`},
		{"card-too-many-actions", "/actions", `{"type":"card","actions":["*4",{"type":"button","text":` + text("x") + `}]}`},
		{"carousel-empty", "/elements", `{"type":"carousel","elements":["*0",{"type":"card"}]}`},
		{"carousel-too-many-cards", "/elements", `{"type":"carousel","elements":["*11",{"type":"card"}]}`},
		{"container-title-too-long", "/title/text", `{"type":"container","title":` + text("@151") + `,"child_blocks":[{"type":"divider"}]}`},
		{"container-subtitle-too-long", "/subtitle/text", `{"type":"container","title":` + text("x") + `,"subtitle":` + text("@151") + `,"child_blocks":[{"type":"divider"}]}`},
		{"container-too-many-child-blocks", "/child_blocks", `{"type":"container","title":` + text("x") + `,"child_blocks":["*11",{"type":"divider"}]}`},
		{"context-actions-too-many-elements", "/elements", `{"type":"context_actions","elements":["*6",{"type":"icon_button","icon":"trash","text":` + text("x") + `}]}`},
		{"feedback-button-text-too-long", "/elements/0/positive_button/text/text", feedback("@76", "x", "")},
		{"feedback-button-value-too-long", "/elements/0/positive_button/value", feedback("x", "@2001", "")},
		{"feedback-button-accessibility-label-too-long", "/elements/0/positive_button/accessibility_label", feedback("x", "x", `,"accessibility_label":"@76"`)},
		{"icon-button-too-many-visible-users", "/elements/0/visible_to_user_ids", `{"type":"context_actions","elements":[{"type":"icon_button","icon":"trash","text":` + text("x") + `,"visible_to_user_ids":["*11","U#"]}]}`},
		{"data-table-too-few-rows", "/rows", data(`["*1",[`+raw+`]]`, "")},
		{"data-table-too-many-rows", "/rows", data(`["*102",[`+raw+`]]`, "")},
		{"data-table-too-few-columns", "/rows/0", data(`[[],[]]`, "")},
		{"data-table-too-many-columns", "/rows/0", data(`["*2",["*21",`+raw+`]]`, "")},
		{"data-table-page-size-too-small", "/page_size", data(`[[`+raw+`],[`+raw+`]]`, `,"page_size":0`)},
		{"data-table-page-size-too-large", "/page_size", data(`[[`+raw+`],[`+raw+`]]`, `,"page_size":101`)},
		{"data-table-cell-text-empty", "/rows/0/0/text", data(`[[{"type":"raw_text","text":"@0"}],[`+raw+`]]`, "")},
		{"data-table-content-too-long", "/rows", data(`["*11",["*2",{"type":"raw_text","text":"@1000"}]]`, "")},
		{"data-visualization-title-too-long", "/title", `{"type":"data_visualization","title":"@51","chart":{"type":"pie","segments":[{"label":"x","value":1}]}}`},
		{"pie-chart-empty", "/chart/segments", chart("pie", `"segments":["*0",{"label":"x","value":1}]`)},
		{"pie-chart-too-many-segments", "/chart/segments", chart("pie", `"segments":["*7",{"label":"x","value":1}]`)},
		{"chart-segment-label-too-long", "/chart/segments/0/label", chart("pie", `"segments":[{"label":"@21","value":1}]`)},
		{"chart-segment-value-not-positive", "/chart/segments/0/value", chart("pie", `"segments":[{"label":"x","value":0}]`)},
		{"chart-series-empty", "/chart/series", chart("bar", axis+`,"series":["*0",{"name":"x","data":[{"label":"a","value":1}]}]`)},
		{"chart-too-many-series", "/chart/series", chart("bar", axis+`,"series":["*7",{"name":"#","data":[{"label":"a","value":1}]}]`)},
		{"data-series-name-too-long", "/chart/series/0/name", chart("bar", axis+`,"series":[{"name":"@21","data":[{"label":"a","value":1}]}]`)},
		{"data-series-empty", "/chart/series/0/data", chart("bar", axis+`,"series":[{"name":"x","data":["*0",{"label":"a","value":1}]}]`)},
		{"data-series-too-many-points", "/chart/series/0/data", chart("bar", axis+`,"series":[{"name":"x","data":["*21",{"label":"a","value":1}]}]`)},
		{"data-point-label-too-long", "/chart/series/0/data/0/label", chart("bar", axis+`,"series":[{"name":"x","data":[{"label":"@21","value":1}]}]`)},
		{"axis-categories-empty", "/chart/axis_config/categories", chart("bar", series+`,"axis_config":{"categories":[]}`)},
		{"axis-too-many-categories", "/chart/axis_config/categories", chart("bar", series+`,"axis_config":{"categories":["*21","#"]}`)},
		{"axis-category-label-too-long", "/chart/axis_config/categories/1", chart("bar", series+`,"axis_config":{"categories":["a","@21"]}`)},
		{"axis-label-too-long", "/chart/axis_config/y_label", chart("bar", series+`,"axis_config":{"categories":["a"],"y_label":"@51"}`)},
		{"our-chart-missing-value", "/chart/series/0/data", chart("bar", series+`,"axis_config":{"categories":["a","b"]}`)},
		{"our-unknown-type", "/type", `{"type":"graph"}`},
		{"our-no-type", "", `{"text":"x"}`},
		{"our-duplicate-action-id", "/elements/1/action_id", `{"type":"actions","elements":["*2",{"type":"button","action_id":"a","text":` + text("x") + `}]}`},
		{"our-button-style", "/accessory/style", section(`"accessory":{"type":"button","style":"big","text":` + text("x") + `}`)},
		{"our-header-markdown", "/text/type", `{"type":"header","text":{"type":"mrkdwn","text":"x"}}`},
		{"our-rich-text-bare", "/elements/0/type", `{"type":"rich_text","elements":[{"type":"text","text":"x"}]}`},
		{"our-rich-text-empty", "/elements/0/elements/0/text", `{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"@0"}]}]}`},
	}
}
