package dev.verifier.wallet.web;

import dev.verifier.wallet.Tampering;
import dev.verifier.wallet.VpTokenForm;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the person decided.
 *
 * @param show whether to answer at all
 * @param choice which credential, by its number on the page
 * @param form how the {@code vp_token} is written
 * @param legacy whether everything is as the legacy wallet does it
 * @param crime what is to be wrong with it; absent if nothing is
 */
record Answer(
        boolean show,
        int choice,
        VpTokenForm form,
        boolean legacy,
        @Nullable Tampering crime) {
    static final String LEGACY = "LEGACY_WALLET";

    /** @throws IllegalArgumentException if no page of ours could have sent this */
    static Answer of(Map<String, String> fields) {
        var form = fields.getOrDefault("form", VpTokenForm.DCQL.name());
        var crime = fields.getOrDefault("tamper", "");
        boolean legacy = form.equals(LEGACY);
        return switch (fields.getOrDefault("decision", "")) {
            case "show" ->
                new Answer(
                        true,
                        Integer.parseInt(fields.getOrDefault("choice", "0")),
                        legacy ? VpTokenForm.JWT_BASE64URL : VpTokenForm.valueOf(form),
                        legacy,
                        crime.isEmpty() ? null : Tampering.named(crime));
            case "decline" -> new Answer(false, 0, VpTokenForm.DCQL, false, null);
            default -> throw new IllegalArgumentException("a decision is show or decline");
        };
    }
}
