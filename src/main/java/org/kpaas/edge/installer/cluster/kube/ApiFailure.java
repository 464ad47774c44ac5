package org.kpaas.edge.installer.cluster.kube;

import io.fabric8.kubernetes.client.KubernetesClientException;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;

import java.security.cert.CertificateException;

import javax.net.ssl.SSLException;

/// What a failed request to the API means. The texts are `error.cluster.…`: `{0}` the control plane's label, `{1}` the
/// server, `{2}` the status.
final class ApiFailure {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private ApiFailure() {}

    static ProblemException translate(ApiLink link, KubernetesClientException failure) {
        String code = code(link, failure);
        return new ProblemException(
                Problem.of(
                        "cluster." + code,
                        link.label(),
                        link.server(),
                        Integer.toString(failure.getCode())),
                failure);
    }

    private static String code(ApiLink link, KubernetesClientException failure) {
        if (failure.getCode() == UNAUTHORIZED) {
            return "unauthorized";
        }
        if (failure.getCode() == FORBIDDEN) {
            return "forbidden";
        }
        if (failure.getCode() > 0) {
            return "failed";
        }
        if (!link.alive()) {
            return "lost";
        }
        return distrusted(failure) ? "certificate" : "unreachable";
    }

    private static boolean distrusted(Throwable failure) {
        for (@Nullable Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof CertificateException || t instanceof SSLException) {
                return true;
            }
        }
        return false;
    }
}
