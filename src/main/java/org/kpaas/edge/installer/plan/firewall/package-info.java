/// What has to be able to reach what, as a sheet of rows and as rules for the tools of those who run the firewalls.
@NullMarked
package org.kpaas.edge.installer.plan.firewall;

import org.jspecify.annotations.NullMarked;
