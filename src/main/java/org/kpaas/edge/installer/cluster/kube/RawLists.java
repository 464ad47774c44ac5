package org.kpaas.edge.installer.cluster.kube;

import static org.kpaas.edge.installer.cluster.kube.Records.text;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;

import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;

/// Reads lists of the API page by page and item by item, so that no more is held than what is kept of an item.
final class RawLists {
    static final int PAGE = 500;

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String WHOLE = "application/json";

    /// The server leaves out all but the metadata; one that cannot refuses (406).
    private static final String METADATA =
            "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";

    /// The same, but a server that cannot sends whole objects.
    private static final String NAMES_ONLY = METADATA + "," + WHOLE;

    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final ApiLink link;
    private volatile Instant served = Instant.now();

    RawLists(ApiLink link) {
        this.link = link;
    }

    /// @param path for instance `/apis/apps/v1/deployments`
    /// @param keep what is kept of an item; empty for nothing
    /// @param limit pages to read at most
    /// @return empty when the right is missing or this cluster has no such API
    <R> Optional<List<R>> all(String path, Function<JsonNode, Optional<R>> keep, int limit)
            throws ProblemException, InterruptedException {
        return pages(path, WHOLE, keep, limit);
    }

    /// When the last answer came, by the server's clock where it told that, else by the laptop's.
    Instant served() {
        return served;
    }

    private void note(HttpResponse<InputStream> response) {
        try {
            String date = text(response.header("Date"));
            served =
                    date.isEmpty()
                            ? Instant.now()
                            : Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
        } catch (DateTimeException strange) {
            served = Instant.now();
        }
    }

    /// The names, with nothing else of the objects.
    Optional<List<String>> names(String path) throws ProblemException, InterruptedException {
        return pages(
                path,
                NAMES_ONLY,
                item -> Optional.of(item.at("/metadata/name").asString("")),
                Integer.MAX_VALUE);
    }

    /// Every item of a list that has to be readable.
    ///
    /// @return the resource version that a watch may go on from
    /// @throws ProblemException also when the right is missing
    String each(String path, Consumer<ObjectNode> item)
            throws ProblemException, InterruptedException {
        Page page = new Page(OK, "", "");
        do {
            page = page(path, page.next(), WHOLE, item);
            if (page.code() != OK) {
                throw link.translate(new KubernetesClientException("GET", page.code(), null));
            }
        } while (!page.next().isEmpty());
        return page.version();
    }

    /// Every item of a list, of which only `metadata` is there; no other part of an object is ever sent.
    ///
    /// @param limit pages to read at most
    /// @throws ProblemException when the list cannot be had (`cluster.forbidden` without the right), or is longer
    void metadata(String path, int limit, Consumer<ObjectNode> item)
            throws ProblemException, InterruptedException {
        String next = "";
        for (int number = 0; number < limit && (number == 0 || !next.isEmpty()); number++) {
            Page page = page(path, next, METADATA, item);
            if (page.code() != OK) {
                throw link.translate(new KubernetesClientException("GET", page.code(), null));
            }
            next = page.next();
        }
        if (!next.isEmpty()) {
            throw new ProblemException(
                    Problem.of(
                            "cluster.too-many",
                            link.label(),
                            path,
                            Integer.toString(limit * PAGE)));
        }
    }

    private <R> Optional<List<R>> pages(
            String path, String accept, Function<JsonNode, Optional<R>> keep, int limit)
            throws ProblemException, InterruptedException {
        var kept = new ArrayList<R>();
        String next = "";
        for (int number = 0; number < limit && (number == 0 || !next.isEmpty()); number++) {
            Page page = page(path, next, accept, item -> keep.apply(item).ifPresent(kept::add));
            if (page.code() != OK) {
                return Optional.empty();
            }
            next = page.next();
        }
        return Optional.of(kept);
    }

    /// @param code    200, or 403 or 404 without any item
    /// @param next    where the next page begins, empty after the last one
    /// @param version the resource version of the list
    private record Page(int code, String next, String version) {}

    private Page page(String path, String next, String accept, Consumer<ObjectNode> item)
            throws ProblemException, InterruptedException {
        String query = "?limit=" + PAGE + (next.isEmpty() ? "" : "&continue=" + encoded(next));
        HttpResponse<InputStream> response = get(path + query, accept);
        if (response.code() == FORBIDDEN || response.code() == NOT_FOUND) {
            close(response.body());
            return new Page(response.code(), "", "");
        }
        return read(response, item);
    }

    private HttpResponse<InputStream> get(String path, String accept)
            throws ProblemException, InterruptedException {
        HttpClient http = link.client().getHttpClient();
        URI base = URI.create(link.client().getMasterUrl().toString());
        HttpRequest request =
                http.newHttpRequestBuilder()
                        .uri(base.resolve(path))
                        .header("Accept", accept)
                        .build();
        CompletableFuture<HttpResponse<InputStream>> answer =
                http.sendAsync(request, InputStream.class);
        try {
            HttpResponse<InputStream> response = answer.get();
            note(response);
            return response;
        } catch (ExecutionException e) {
            throw link.translate(new KubernetesClientException("GET", e.getCause()));
        } finally {
            answer.cancel(true);
        }
    }

    private Page read(HttpResponse<InputStream> response, Consumer<ObjectNode> item)
            throws ProblemException {
        try (InputStream body = response.body();
                JsonParser parser = JSON.createParser(body)) {
            if (!response.isSuccessful()) {
                throw link.translate(new KubernetesClientException("GET", response.code(), null));
            }
            JsonNode metadata = JSON.createObjectNode();
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("items") && value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        item.accept(Pruned.object(parser));
                    }
                } else if (name.equals("metadata") && value == JsonToken.START_OBJECT) {
                    metadata = Pruned.object(parser);
                } else {
                    parser.skipChildren();
                }
            }
            return new Page(
                    OK,
                    metadata.path("continue").asString(""),
                    metadata.path("resourceVersion").asString(""));
        } catch (IOException | JacksonException e) {
            throw link.translate(new KubernetesClientException("GET", e));
        }
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException gone) {
            // nobody wants the rest of it
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
