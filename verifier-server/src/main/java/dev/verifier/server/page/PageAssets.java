package dev.verifier.server.page;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Serves what the pages load: exactly the files that were read at the start, by exactly their names. */
@RestController
class PageAssets {

    private final Map<String, Asset> assets;

    PageAssets(Brand brand) {
        this.assets = brand.assets().collect(Collectors.toUnmodifiableMap(Asset::name, Function.identity()));
    }

    @GetMapping(Asset.PATH + "{name}")
    void serve(@PathVariable String name, HttpServletResponse response) throws IOException {
        var asset = assets.get(name);
        if (asset == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType(asset.type());
        response.setContentLength(asset.content().length);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable");
        PageHeaders.addToAsset(response);
        response.getOutputStream().write(asset.content());
    }
}
