// Package drawtest draws what the bot posts as pictures, much as Slack shows it: Block
// Kit, as JSON, becomes a page of HTML, and Chromium takes a picture of it. A person
// can so look at what only a workspace would show.
//
// Page draws messages and views; a block or an element that it does not know is an
// error, so that nothing is left out unseen. Picture writes a page to a PNG file, and
// Browser returns the Chromium that it needs. TestPictures draws each golden file to
// the folder that BEILUN_PICTURES names.
package drawtest
