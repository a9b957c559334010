package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"beilun/knowledge/read/testdata/formats/release"
)

const (
	trueType = "WenQuanYi Zen Hei" // goes into a PDF as TrueType
	cff      = "Noto Sans CJK SC"  // Chromium makes a Type 3 font of it
)

// chromium prints every release in two columns, and the longest two also in the
// second font.
func chromium(releases []release.Release, out string) error {
	program := find("chromium", "chromium-browser", "google-chrome")
	if program == "" {
		fmt.Fprintln(os.Stderr, "formats: no Chromium here; its PDF files are left out")
		return nil
	}
	tmp, err := os.MkdirTemp("", "formats")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	for i, r := range releases {
		for _, v := range []struct{ ext, font string }{{".chromium.pdf", trueType}, {".type3.pdf", cff}} {
			if v.font == cff && i > 1 {
				continue
			}
			page, err := render("print.html", r)
			if err != nil {
				return err
			}
			in := filepath.Join(tmp, "page.html")
			if err := os.WriteFile(in, bytes.ReplaceAll(page, []byte("FONT"), []byte(v.font)), 0o644); err != nil {
				return err
			}
			err = command(program, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
				"--user-data-dir="+filepath.Join(tmp, "profile"), "--print-to-pdf="+filepath.Join(out, r.Name+v.ext), "file://"+in)
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// libreOffice converts every release to a PDF with two columns, to Word files of three
// formats and to an OpenDocument file.
func libreOffice(releases []release.Release, out string) error {
	program := find("soffice", "libreoffice")
	if program == "" {
		fmt.Fprintln(os.Stderr, "formats: no LibreOffice here; its PDF and Word files are left out")
		return nil
	}
	tmp, err := os.MkdirTemp("", "formats")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	var in []string
	for _, r := range releases {
		flat, err := render("flat.fodt", r)
		if err != nil {
			return err
		}
		name := filepath.Join(tmp, r.Name+".office.fodt")
		if err := os.WriteFile(name, bytes.ReplaceAll(flat, []byte("FONT"), []byte(trueType)), 0o644); err != nil {
			return err
		}
		in = append(in, name)
	}
	for _, kind := range []string{"pdf", "docx", "doc:MS Word 97", "rtf", "odt"} {
		args := append([]string{"--headless", "-env:UserInstallation=file://" + tmp + "/profile", "--convert-to", kind, "--outdir", out}, in...)
		if err := command(program, args...); err != nil {
			return err
		}
	}
	return nil
}

func find(names ...string) string {
	for _, n := range names {
		if p, err := exec.LookPath(n); err == nil {
			return p
		}
	}
	return ""
}

func command(program string, args ...string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.WaitDelay = 5 * time.Second
	if said, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("run %s: %w: %s", filepath.Base(program), err, strings.TrimSpace(string(said)))
	}
	return nil
}
