package dev.verifier.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.microsoft.playwright.Page;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;

/** The server's login page in a tab. */
record LoginPage(Page tab) {

    /** Opens an app and begins to sign in there. */
    static LoginPage from(Visitor visitor, String app) {
        var tab = visitor.open(app);
        Visitor.press(tab, "Sign in");
        assertThat(tab.locator("#login")).isVisible();
        return new LoginPage(tab);
    }

    LoginPage waitsFor(String state) {
        assertThat(tab.locator("#login")).hasAttribute("data-state", state);
        return this;
    }

    /** What a wallet on another device is told by the code. */
    String link() {
        return Objects.requireNonNull(tab.locator("[data-openid4vp]").getAttribute("href"));
    }

    /** What a camera reads on the screen. */
    String scanned() {
        try {
            var image = ImageIO.read(new ByteArrayInputStream(tab.screenshot()));
            var pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
            var source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
            return new MultiFormatReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(source)), Map.of(DecodeHintType.TRY_HARDER, true))
                    .getText();
        } catch (NotFoundException e) {
            throw new AssertionError("no code can be read on the screen", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LoginPage look(String name) {
        Looks.at(tab, name);
        return this;
    }

    /** A picture only: where no script runs, none examines the page. */
    LoginPage photograph(String name) {
        Looks.photograph(tab, name);
        return this;
    }

    /** The app, after it got its tokens. */
    Page signedIn() {
        assertThat(tab.locator("#in h1")).containsText("Hello, ");
        return tab;
    }
}
