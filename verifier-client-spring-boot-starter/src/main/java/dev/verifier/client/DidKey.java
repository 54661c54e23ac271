package dev.verifier.client;

import com.nimbusds.jose.jwk.ECKey;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/** The name that a P-256 key has by itself (did:key v0.9): a prefix, and the key's compressed point in base 58. */
final class DidKey {

    /** Bitcoin's alphabet, which multibase calls {@code z}. */
    private static final String BASE_58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    private static final BigInteger BASE = BigInteger.valueOf(BASE_58.length());

    /** {@code p256-pub}, 0x1200, as a variable-length integer. */
    private static final byte[] P256_PUB = {(byte) 0x80, 0x24};

    private DidKey() {}

    static String of(ECKey key) {
        var x = key.getX().decode();
        var parity = key.getY().decodeToBigInteger().testBit(0) ? 3 : 2;
        var bytes = ByteBuffer.allocate(P256_PUB.length + 1 + x.length)
                .put(P256_PUB)
                .put((byte) parity)
                .put(x);
        return "did:key:z" + base58(new BigInteger(1, bytes.array()));
    }

    private static String base58(BigInteger number) {
        var text = new StringBuilder();
        for (var rest = number; rest.signum() > 0; rest = rest.divide(BASE)) {
            text.append(BASE_58.charAt(rest.mod(BASE).intValue()));
        }
        return text.reverse().toString();
    }
}
