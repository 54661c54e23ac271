package dev.verifier.bench;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;

/** A part of what is aimed at that is measured by itself, with servers of its own. */
interface Section {

    /** What to call it. */
    String name();

    /** What it finds figures for. */
    List<Aim> aims();

    /** Measures; figures that were found before something failed count. */
    void measure(Findings findings)
            throws IOException, InterruptedException, GeneralSecurityException, RefusedException;
}
