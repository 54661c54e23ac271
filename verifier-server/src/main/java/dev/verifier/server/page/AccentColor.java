package dev.verifier.server.page;

import java.util.Locale;

/**
 * The operator's colour, and what has to become of it so that it can be read (WCAG 2.2, 1.4.3 and 1.4.11). Immutable.
 *
 * @param red from 0 to 255
 * @param green from 0 to 255
 * @param blue from 0 to 255
 */
record AccentColor(int red, int green, int blue) {

    private static final AccentColor WHITE = new AccentColor(255, 255, 255);
    private static final AccentColor BLACK = new AccentColor(0, 0, 0);
    /** The card in the dark, as in {@code login.css}. */
    private static final AccentColor DARK_CARD = of("#171b22");

    private static final double TEXT = 4.5;
    private static final double SHAPE = 3;

    static AccentColor of(String hex) {
        var rgb = Integer.parseInt(hex.substring(1), 16);
        return new AccentColor(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255);
    }

    /** White where it can be read on this colour, else black: one of them always can. */
    AccentColor textOnIt() {
        return contrast(WHITE) >= TEXT ? WHITE : BLACK;
    }

    double contrast(AccentColor other) {
        var lighter = Math.max(luminance(), other.luminance());
        var darker = Math.min(luminance(), other.luminance());
        return (lighter + 0.05) / (darker + 0.05);
    }

    /** As much of this colour, mixed with another, as can be told from the ground it is on. */
    AccentColor readableOn(AccentColor ground, AccentColor mixedWith, double contrast) {
        for (var share = 0; share < 100; share += 2) {
            var mixed = mixed(mixedWith, share);
            if (mixed.contrast(ground) >= contrast) {
                return mixed;
            }
        }
        return mixedWith;
    }

    /** Custom properties for {@code login.css}. */
    String css() {
        var inTheDark = readableOn(DARK_CARD, WHITE, SHAPE);
        return """

                :root {
                  --accent: %s;
                  --on-accent: %s;
                  --accent-text: %s;
                }

                @media (prefers-color-scheme: dark) {
                  :root {
                    --accent: %s;
                    --on-accent: %s;
                    --accent-text: %s;
                  }
                }
                """.formatted(
                        hex(),
                        textOnIt().hex(),
                        readableOn(WHITE, BLACK, TEXT).hex(),
                        inTheDark.hex(),
                        inTheDark.textOnIt().hex(),
                        readableOn(DARK_CARD, WHITE, TEXT).hex());
    }

    private AccentColor mixed(AccentColor other, int percent) {
        return new AccentColor(
                mixed(red, other.red, percent), mixed(green, other.green, percent), mixed(blue, other.blue, percent));
    }

    private static int mixed(int one, int other, int percent) {
        return (one * (100 - percent) + other * percent) / 100;
    }

    private double luminance() {
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    }

    private static double linear(int channel) {
        var share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    String hex() {
        return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
    }
}
