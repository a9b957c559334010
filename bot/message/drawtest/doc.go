// Package drawtest draws what the bot posts as pictures, much as Slack shows it: Block
// Kit, as JSON, becomes a page of HTML, and Chromium takes a picture of it. A person
// can so look at what only a workspace would show.
//
// Page draws messages and views; a block or an element that it does not know is an
// error, so that nothing is left out unseen. Thread draws a whole thread, with people in
// it. Picture writes a page to a PNG file, Shrink makes that small, and Browser returns
// the Chromium that Picture needs. TestPictures draws each golden file to the folder that
// BEILUN_PICTURES names.
//
// The pictures of README.md are threads of testdata/readme, drawn from golden files of the
// bot; TestReadmePictures compares them, and draws them anew by
//
//	go test ./bot/message/drawtest -run TestReadmePictures -update
package drawtest
