package org.kpaas.edge.installer.site;

import java.util.Optional;
import java.util.regex.Pattern;

/// The way to a host over SSH.
///
/// @param host a name or an IPv4 address, as the laptop (or the jump host) resolves it
/// @param user the login name, at most 32 characters
/// @param jump the host to go through, if any; it may have one itself
public record Access(
        String host, Port port, String user, Credential credential, Optional<Access> jump) {
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");
    private static final Pattern USER = Pattern.compile("[a-z_][a-z0-9_.-]{0,31}");
    private static final Pattern NUMBERS = Pattern.compile("[0-9.]+");

    public Access {
        boolean number = NUMBERS.matcher(host).matches();
        if (!HOST.matcher(host).matches() || number && Ipv4.parse(host).isEmpty()) {
            throw new BadValue("address", host);
        }
        checkUser(user);
    }

    /// @throws BadValue for what cannot be a login name
    static String checkUser(String user) {
        if (!USER.matcher(user).matches()) {
            throw new BadValue("user", user);
        }
        return user;
    }

    /// `user@host:port`, for messages.
    public String label() {
        return user + "@" + host + (port.equals(Port.SSH) ? "" : ":" + port);
    }
}
