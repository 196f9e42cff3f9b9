import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
import * as __WEBPACK_EXTERNAL_MODULE_node_path_02319fef__ from "node:path";
/******/ var __webpack_modules__ = ({

/***/ 770:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

/* unused reexport */ __nccwpck_require__(218);


/***/ }),

/***/ 218:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

var __webpack_unused_export__;


var net = __nccwpck_require__(278);
var tls = __nccwpck_require__(756);
var http = __nccwpck_require__(611);
var https = __nccwpck_require__(692);
var events = __nccwpck_require__(434);
var assert = __nccwpck_require__(613);
var util = __nccwpck_require__(23);


__webpack_unused_export__ = httpOverHttp;
__webpack_unused_export__ = httpsOverHttp;
__webpack_unused_export__ = httpOverHttps;
__webpack_unused_export__ = httpsOverHttps;


function httpOverHttp(options) {
  var agent = new TunnelingAgent(options);
  agent.request = http.request;
  return agent;
}

function httpsOverHttp(options) {
  var agent = new TunnelingAgent(options);
  agent.request = http.request;
  agent.createSocket = createSecureSocket;
  agent.defaultPort = 443;
  return agent;
}

function httpOverHttps(options) {
  var agent = new TunnelingAgent(options);
  agent.request = https.request;
  return agent;
}

function httpsOverHttps(options) {
  var agent = new TunnelingAgent(options);
  agent.request = https.request;
  agent.createSocket = createSecureSocket;
  agent.defaultPort = 443;
  return agent;
}


function TunnelingAgent(options) {
  var self = this;
  self.options = options || {};
  self.proxyOptions = self.options.proxy || {};
  self.maxSockets = self.options.maxSockets || http.Agent.defaultMaxSockets;
  self.requests = [];
  self.sockets = [];

  self.on('free', function onFree(socket, host, port, localAddress) {
    var options = toOptions(host, port, localAddress);
    for (var i = 0, len = self.requests.length; i < len; ++i) {
      var pending = self.requests[i];
      if (pending.host === options.host && pending.port === options.port) {
        // Detect the request to connect same origin server,
        // reuse the connection.
        self.requests.splice(i, 1);
        pending.request.onSocket(socket);
        return;
      }
    }
    socket.destroy();
    self.removeSocket(socket);
  });
}
util.inherits(TunnelingAgent, events.EventEmitter);

TunnelingAgent.prototype.addRequest = function addRequest(req, host, port, localAddress) {
  var self = this;
  var options = mergeOptions({request: req}, self.options, toOptions(host, port, localAddress));

  if (self.sockets.length >= this.maxSockets) {
    // We are over limit so we'll add it to the queue.
    self.requests.push(options);
    return;
  }

  // If we are under maxSockets create a new one.
  self.createSocket(options, function(socket) {
    socket.on('free', onFree);
    socket.on('close', onCloseOrRemove);
    socket.on('agentRemove', onCloseOrRemove);
    req.onSocket(socket);

    function onFree() {
      self.emit('free', socket, options);
    }

    function onCloseOrRemove(err) {
      self.removeSocket(socket);
      socket.removeListener('free', onFree);
      socket.removeListener('close', onCloseOrRemove);
      socket.removeListener('agentRemove', onCloseOrRemove);
    }
  });
};

TunnelingAgent.prototype.createSocket = function createSocket(options, cb) {
  var self = this;
  var placeholder = {};
  self.sockets.push(placeholder);

  var connectOptions = mergeOptions({}, self.proxyOptions, {
    method: 'CONNECT',
    path: options.host + ':' + options.port,
    agent: false,
    headers: {
      host: options.host + ':' + options.port
    }
  });
  if (options.localAddress) {
    connectOptions.localAddress = options.localAddress;
  }
  if (connectOptions.proxyAuth) {
    connectOptions.headers = connectOptions.headers || {};
    connectOptions.headers['Proxy-Authorization'] = 'Basic ' +
        new Buffer(connectOptions.proxyAuth).toString('base64');
  }

  debug('making CONNECT request');
  var connectReq = self.request(connectOptions);
  connectReq.useChunkedEncodingByDefault = false; // for v0.6
  connectReq.once('response', onResponse); // for v0.6
  connectReq.once('upgrade', onUpgrade);   // for v0.6
  connectReq.once('connect', onConnect);   // for v0.7 or later
  connectReq.once('error', onError);
  connectReq.end();

  function onResponse(res) {
    // Very hacky. This is necessary to avoid http-parser leaks.
    res.upgrade = true;
  }

  function onUpgrade(res, socket, head) {
    // Hacky.
    process.nextTick(function() {
      onConnect(res, socket, head);
    });
  }

  function onConnect(res, socket, head) {
    connectReq.removeAllListeners();
    socket.removeAllListeners();

    if (res.statusCode !== 200) {
      debug('tunneling socket could not be established, statusCode=%d',
        res.statusCode);
      socket.destroy();
      var error = new Error('tunneling socket could not be established, ' +
        'statusCode=' + res.statusCode);
      error.code = 'ECONNRESET';
      options.request.emit('error', error);
      self.removeSocket(placeholder);
      return;
    }
    if (head.length > 0) {
      debug('got illegal response body from proxy');
      socket.destroy();
      var error = new Error('got illegal response body from proxy');
      error.code = 'ECONNRESET';
      options.request.emit('error', error);
      self.removeSocket(placeholder);
      return;
    }
    debug('tunneling connection has established');
    self.sockets[self.sockets.indexOf(placeholder)] = socket;
    return cb(socket);
  }

  function onError(cause) {
    connectReq.removeAllListeners();

    debug('tunneling socket could not be established, cause=%s\n',
          cause.message, cause.stack);
    var error = new Error('tunneling socket could not be established, ' +
                          'cause=' + cause.message);
    error.code = 'ECONNRESET';
    options.request.emit('error', error);
    self.removeSocket(placeholder);
  }
};

TunnelingAgent.prototype.removeSocket = function removeSocket(socket) {
  var pos = this.sockets.indexOf(socket)
  if (pos === -1) {
    return;
  }
  this.sockets.splice(pos, 1);

  var pending = this.requests.shift();
  if (pending) {
    // If we have pending requests and a socket gets closed a new one
    // needs to be created to take over in the pool for the one that closed.
    this.createSocket(pending, function(socket) {
      pending.request.onSocket(socket);
    });
  }
};

function createSecureSocket(options, cb) {
  var self = this;
  TunnelingAgent.prototype.createSocket.call(self, options, function(socket) {
    var hostHeader = options.request.getHeader('host');
    var tlsOptions = mergeOptions({}, self.options, {
      socket: socket,
      servername: hostHeader ? hostHeader.replace(/:.*$/, '') : options.host
    });

    // 0 is dummy port for v0.6
    var secureSocket = tls.connect(0, tlsOptions);
    self.sockets[self.sockets.indexOf(socket)] = secureSocket;
    cb(secureSocket);
  });
}


function toOptions(host, port, localAddress) {
  if (typeof host === 'string') { // since v0.10
    return {
      host: host,
      port: port,
      localAddress: localAddress
    };
  }
  return host; // for v0.11 or later
}

function mergeOptions(target) {
  for (var i = 1, len = arguments.length; i < len; ++i) {
    var overrides = arguments[i];
    if (typeof overrides === 'object') {
      var keys = Object.keys(overrides);
      for (var j = 0, keyLen = keys.length; j < keyLen; ++j) {
        var k = keys[j];
        if (overrides[k] !== undefined) {
          target[k] = overrides[k];
        }
      }
    }
  }
  return target;
}


var debug;
if (process.env.NODE_DEBUG && /\btunnel\b/.test(process.env.NODE_DEBUG)) {
  debug = function() {
    var args = Array.prototype.slice.call(arguments);
    if (typeof args[0] === 'string') {
      args[0] = 'TUNNEL: ' + args[0];
    } else {
      args.unshift('TUNNEL:');
    }
    console.error.apply(console, args);
  }
} else {
  debug = function() {};
}
__webpack_unused_export__ = debug; // for test


/***/ }),

/***/ 613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 23:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/************************************************************************/
var __webpack_exports__ = {};

;// CONCATENATED MODULE: external "node:timers/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function utils_toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function utils_toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function command_issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_namespaceObject.EOL);
}
function command_issue(name, message = '') {
    command_issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
;// CONCATENATED MODULE: external "crypto"
const external_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");
;// CONCATENATED MODULE: external "fs"
const external_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function file_command_issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!fs.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    fs.appendFileSync(filePath, `${toCommandValue(message)}${os.EOL}`, {
        encoding: 'utf8'
    });
}
function file_command_prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${crypto.randomUUID()}`;
    const convertedValue = toCommandValue(value);
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${os.EOL}${convertedValue}${os.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
;// CONCATENATED MODULE: external "path"
const external_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");
// EXTERNAL MODULE: external "http"
var external_http_ = __nccwpck_require__(611);
// EXTERNAL MODULE: external "https"
var external_https_ = __nccwpck_require__(692);
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/proxy.js
function getProxyUrl(reqUrl) {
    const usingSsl = reqUrl.protocol === 'https:';
    if (checkBypass(reqUrl)) {
        return undefined;
    }
    const proxyVar = (() => {
        if (usingSsl) {
            return process.env['https_proxy'] || process.env['HTTPS_PROXY'];
        }
        else {
            return process.env['http_proxy'] || process.env['HTTP_PROXY'];
        }
    })();
    if (proxyVar) {
        try {
            return new DecodedURL(proxyVar);
        }
        catch (_a) {
            if (!proxyVar.startsWith('http://') && !proxyVar.startsWith('https://'))
                return new DecodedURL(`http://${proxyVar}`);
        }
    }
    else {
        return undefined;
    }
}
function checkBypass(reqUrl) {
    if (!reqUrl.hostname) {
        return false;
    }
    const reqHost = reqUrl.hostname;
    if (isLoopbackAddress(reqHost)) {
        return true;
    }
    const noProxy = process.env['no_proxy'] || process.env['NO_PROXY'] || '';
    if (!noProxy) {
        return false;
    }
    // Determine the request port
    let reqPort;
    if (reqUrl.port) {
        reqPort = Number(reqUrl.port);
    }
    else if (reqUrl.protocol === 'http:') {
        reqPort = 80;
    }
    else if (reqUrl.protocol === 'https:') {
        reqPort = 443;
    }
    // Format the request hostname and hostname with port
    const upperReqHosts = [reqUrl.hostname.toUpperCase()];
    if (typeof reqPort === 'number') {
        upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
    }
    // Compare request host against noproxy
    for (const upperNoProxyItem of noProxy
        .split(',')
        .map(x => x.trim().toUpperCase())
        .filter(x => x)) {
        if (upperNoProxyItem === '*' ||
            upperReqHosts.some(x => x === upperNoProxyItem ||
                x.endsWith(`.${upperNoProxyItem}`) ||
                (upperNoProxyItem.startsWith('.') &&
                    x.endsWith(`${upperNoProxyItem}`)))) {
            return true;
        }
    }
    return false;
}
function isLoopbackAddress(host) {
    const hostLower = host.toLowerCase();
    return (hostLower === 'localhost' ||
        hostLower.startsWith('127.') ||
        hostLower.startsWith('[::1]') ||
        hostLower.startsWith('[0:0:0:0:0:0:0:1]'));
}
class DecodedURL extends URL {
    constructor(url, base) {
        super(url, base);
        this._decodedUsername = decodeURIComponent(super.username);
        this._decodedPassword = decodeURIComponent(super.password);
    }
    get username() {
        return this._decodedUsername;
    }
    get password() {
        return this._decodedPassword;
    }
}
//# sourceMappingURL=proxy.js.map
// EXTERNAL MODULE: ./node_modules/tunnel/index.js
var node_modules_tunnel = __nccwpck_require__(770);
;// CONCATENATED MODULE: external "node:path"
var x = (y) => {
	var x = {}; __nccwpck_require__.d(x, y); return x
} 
var y = (x) => (() => (x))
const external_node_path_namespaceObject = x({  });
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/index.js
/* eslint-disable @typescript-eslint/no-explicit-any */
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};





var HttpCodes;
(function (HttpCodes) {
    HttpCodes[HttpCodes["OK"] = 200] = "OK";
    HttpCodes[HttpCodes["MultipleChoices"] = 300] = "MultipleChoices";
    HttpCodes[HttpCodes["MovedPermanently"] = 301] = "MovedPermanently";
    HttpCodes[HttpCodes["ResourceMoved"] = 302] = "ResourceMoved";
    HttpCodes[HttpCodes["SeeOther"] = 303] = "SeeOther";
    HttpCodes[HttpCodes["NotModified"] = 304] = "NotModified";
    HttpCodes[HttpCodes["UseProxy"] = 305] = "UseProxy";
    HttpCodes[HttpCodes["SwitchProxy"] = 306] = "SwitchProxy";
    HttpCodes[HttpCodes["TemporaryRedirect"] = 307] = "TemporaryRedirect";
    HttpCodes[HttpCodes["PermanentRedirect"] = 308] = "PermanentRedirect";
    HttpCodes[HttpCodes["BadRequest"] = 400] = "BadRequest";
    HttpCodes[HttpCodes["Unauthorized"] = 401] = "Unauthorized";
    HttpCodes[HttpCodes["PaymentRequired"] = 402] = "PaymentRequired";
    HttpCodes[HttpCodes["Forbidden"] = 403] = "Forbidden";
    HttpCodes[HttpCodes["NotFound"] = 404] = "NotFound";
    HttpCodes[HttpCodes["MethodNotAllowed"] = 405] = "MethodNotAllowed";
    HttpCodes[HttpCodes["NotAcceptable"] = 406] = "NotAcceptable";
    HttpCodes[HttpCodes["ProxyAuthenticationRequired"] = 407] = "ProxyAuthenticationRequired";
    HttpCodes[HttpCodes["RequestTimeout"] = 408] = "RequestTimeout";
    HttpCodes[HttpCodes["Conflict"] = 409] = "Conflict";
    HttpCodes[HttpCodes["Gone"] = 410] = "Gone";
    HttpCodes[HttpCodes["TooManyRequests"] = 429] = "TooManyRequests";
    HttpCodes[HttpCodes["InternalServerError"] = 500] = "InternalServerError";
    HttpCodes[HttpCodes["NotImplemented"] = 501] = "NotImplemented";
    HttpCodes[HttpCodes["BadGateway"] = 502] = "BadGateway";
    HttpCodes[HttpCodes["ServiceUnavailable"] = 503] = "ServiceUnavailable";
    HttpCodes[HttpCodes["GatewayTimeout"] = 504] = "GatewayTimeout";
})(HttpCodes || (HttpCodes = {}));
var Headers;
(function (Headers) {
    Headers["Accept"] = "accept";
    Headers["ContentType"] = "content-type";
})(Headers || (Headers = {}));
var MediaTypes;
(function (MediaTypes) {
    MediaTypes["ApplicationJson"] = "application/json";
})(MediaTypes || (MediaTypes = {}));
/**
 * Returns the proxy URL, depending upon the supplied url and proxy environment variables.
 * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
 */
function lib_getProxyUrl(serverUrl) {
    const proxyUrl = pm.getProxyUrl(new URL(serverUrl));
    return proxyUrl ? proxyUrl.href : '';
}
const HttpRedirectCodes = [
    HttpCodes.MovedPermanently,
    HttpCodes.ResourceMoved,
    HttpCodes.SeeOther,
    HttpCodes.TemporaryRedirect,
    HttpCodes.PermanentRedirect
];
const HttpResponseRetryCodes = [
    HttpCodes.BadGateway,
    HttpCodes.ServiceUnavailable,
    HttpCodes.GatewayTimeout
];
const RetryableHttpVerbs = (/* unused pure expression or super */ null && (['OPTIONS', 'GET', 'DELETE', 'HEAD']));
const ExponentialBackoffCeiling = 10;
const ExponentialBackoffTimeSlice = 5;
class HttpClientError extends Error {
    constructor(message, statusCode) {
        super(message);
        this.name = 'HttpClientError';
        this.statusCode = statusCode;
        Object.setPrototypeOf(this, HttpClientError.prototype);
    }
}
class HttpClientResponse {
    constructor(message) {
        this.message = message;
    }
    readBody() {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
                let output = Buffer.alloc(0);
                this.message.on('data', (chunk) => {
                    output = Buffer.concat([output, chunk]);
                });
                this.message.on('end', () => {
                    resolve(output.toString());
                });
            }));
        });
    }
    readBodyBuffer() {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
                const chunks = [];
                this.message.on('data', (chunk) => {
                    chunks.push(chunk);
                });
                this.message.on('end', () => {
                    resolve(Buffer.concat(chunks));
                });
            }));
        });
    }
}
function isHttps(requestUrl) {
    const parsedUrl = new URL(requestUrl);
    return parsedUrl.protocol === 'https:';
}
class lib_HttpClient {
    constructor(userAgent, handlers, requestOptions) {
        this._ignoreSslError = false;
        this._allowRedirects = true;
        this._allowRedirectDowngrade = false;
        this._maxRedirects = 50;
        this._allowRetries = false;
        this._maxRetries = 1;
        this._keepAlive = false;
        this._disposed = false;
        this.userAgent = this._getUserAgentWithOrchestrationId(userAgent);
        this.handlers = handlers || [];
        this.requestOptions = requestOptions;
        if (requestOptions) {
            if (requestOptions.ignoreSslError != null) {
                this._ignoreSslError = requestOptions.ignoreSslError;
            }
            this._socketTimeout = requestOptions.socketTimeout;
            if (requestOptions.allowRedirects != null) {
                this._allowRedirects = requestOptions.allowRedirects;
            }
            if (requestOptions.allowRedirectDowngrade != null) {
                this._allowRedirectDowngrade = requestOptions.allowRedirectDowngrade;
            }
            if (requestOptions.maxRedirects != null) {
                this._maxRedirects = Math.max(requestOptions.maxRedirects, 0);
            }
            if (requestOptions.keepAlive != null) {
                this._keepAlive = requestOptions.keepAlive;
            }
            if (requestOptions.allowRetries != null) {
                this._allowRetries = requestOptions.allowRetries;
            }
            if (requestOptions.maxRetries != null) {
                this._maxRetries = requestOptions.maxRetries;
            }
        }
    }
    options(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('OPTIONS', requestUrl, null, additionalHeaders || {});
        });
    }
    get(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('GET', requestUrl, null, additionalHeaders || {});
        });
    }
    del(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('DELETE', requestUrl, null, additionalHeaders || {});
        });
    }
    post(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('POST', requestUrl, data, additionalHeaders || {});
        });
    }
    patch(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('PATCH', requestUrl, data, additionalHeaders || {});
        });
    }
    put(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('PUT', requestUrl, data, additionalHeaders || {});
        });
    }
    head(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('HEAD', requestUrl, null, additionalHeaders || {});
        });
    }
    sendStream(verb, requestUrl, stream, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request(verb, requestUrl, stream, additionalHeaders);
        });
    }
    /**
     * Gets a typed object from an endpoint
     * Be aware that not found returns a null.  Other errors (4xx, 5xx) reject the promise
     */
    getJson(requestUrl_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, additionalHeaders = {}) {
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            const res = yield this.get(requestUrl, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    postJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.post(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    putJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.put(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    patchJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.patch(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    /**
     * Makes a raw http request.
     * All other methods such as get, post, patch, and request ultimately call this.
     * Prefer get, del, post and patch
     */
    request(verb, requestUrl, data, headers) {
        return __awaiter(this, void 0, void 0, function* () {
            if (this._disposed) {
                throw new Error('Client has already been disposed.');
            }
            const parsedUrl = new URL(requestUrl);
            let info = this._prepareRequest(verb, parsedUrl, headers);
            // Only perform retries on reads since writes may not be idempotent.
            const maxTries = this._allowRetries && RetryableHttpVerbs.includes(verb)
                ? this._maxRetries + 1
                : 1;
            let numTries = 0;
            let response;
            do {
                response = yield this.requestRaw(info, data);
                // Check if it's an authentication challenge
                if (response &&
                    response.message &&
                    response.message.statusCode === HttpCodes.Unauthorized) {
                    let authenticationHandler;
                    for (const handler of this.handlers) {
                        if (handler.canHandleAuthentication(response)) {
                            authenticationHandler = handler;
                            break;
                        }
                    }
                    if (authenticationHandler) {
                        return authenticationHandler.handleAuthentication(this, info, data);
                    }
                    else {
                        // We have received an unauthorized response but have no handlers to handle it.
                        // Let the response return to the caller.
                        return response;
                    }
                }
                let redirectsRemaining = this._maxRedirects;
                while (response.message.statusCode &&
                    HttpRedirectCodes.includes(response.message.statusCode) &&
                    this._allowRedirects &&
                    redirectsRemaining > 0) {
                    const redirectUrl = response.message.headers['location'];
                    if (!redirectUrl) {
                        // if there's no location to redirect to, we won't
                        break;
                    }
                    const parsedRedirectUrl = new URL(redirectUrl);
                    if (parsedUrl.protocol === 'https:' &&
                        parsedUrl.protocol !== parsedRedirectUrl.protocol &&
                        !this._allowRedirectDowngrade) {
                        throw new Error('Redirect from HTTPS to HTTP protocol. This downgrade is not allowed for security reasons. If you want to allow this behavior, set the allowRedirectDowngrade option to true.');
                    }
                    // we need to finish reading the response before reassigning response
                    // which will leak the open socket.
                    yield response.readBody();
                    // strip authorization header if redirected to a different hostname
                    if (parsedRedirectUrl.hostname !== parsedUrl.hostname) {
                        for (const header in headers) {
                            // header names are case insensitive
                            if (header.toLowerCase() === 'authorization') {
                                delete headers[header];
                            }
                        }
                    }
                    // let's make the request with the new redirectUrl
                    info = this._prepareRequest(verb, parsedRedirectUrl, headers);
                    response = yield this.requestRaw(info, data);
                    redirectsRemaining--;
                }
                if (!response.message.statusCode ||
                    !HttpResponseRetryCodes.includes(response.message.statusCode)) {
                    // If not a retry code, return immediately instead of retrying
                    return response;
                }
                numTries += 1;
                if (numTries < maxTries) {
                    yield response.readBody();
                    yield this._performExponentialBackoff(numTries);
                }
            } while (numTries < maxTries);
            return response;
        });
    }
    /**
     * Needs to be called if keepAlive is set to true in request options.
     */
    dispose() {
        if (this._agent) {
            this._agent.destroy();
        }
        this._disposed = true;
    }
    /**
     * Raw request.
     * @param info
     * @param data
     */
    requestRaw(info, data) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => {
                function callbackForResult(err, res) {
                    if (err) {
                        reject(err);
                    }
                    else if (!res) {
                        // If `err` is not passed, then `res` must be passed.
                        reject(new Error('Unknown error'));
                    }
                    else {
                        resolve(res);
                    }
                }
                this.requestRawWithCallback(info, data, callbackForResult);
            });
        });
    }
    /**
     * Raw request with callback.
     * @param info
     * @param data
     * @param onResult
     */
    requestRawWithCallback(info, data, onResult) {
        if (typeof data === 'string') {
            if (!info.options.headers) {
                info.options.headers = {};
            }
            info.options.headers['Content-Length'] = Buffer.byteLength(data, 'utf8');
        }
        let callbackCalled = false;
        function handleResult(err, res) {
            if (!callbackCalled) {
                callbackCalled = true;
                onResult(err, res);
            }
        }
        const req = info.httpModule.request(info.options, (msg) => {
            const res = new HttpClientResponse(msg);
            handleResult(undefined, res);
        });
        let socket;
        req.on('socket', sock => {
            socket = sock;
        });
        // If we ever get disconnected, we want the socket to timeout eventually
        req.setTimeout(this._socketTimeout || 3 * 60000, () => {
            if (socket) {
                socket.end();
            }
            handleResult(new Error(`Request timeout: ${info.options.path}`));
        });
        req.on('error', function (err) {
            // err has statusCode property
            // res should have headers
            handleResult(err);
        });
        if (data && typeof data === 'string') {
            req.write(data, 'utf8');
        }
        if (data && typeof data !== 'string') {
            data.on('close', function () {
                req.end();
            });
            data.pipe(req);
        }
        else {
            req.end();
        }
    }
    /**
     * Gets an http agent. This function is useful when you need an http agent that handles
     * routing through a proxy server - depending upon the url and proxy environment variables.
     * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
     */
    getAgent(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        return this._getAgent(parsedUrl);
    }
    getAgentDispatcher(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        const proxyUrl = pm.getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (!useProxy) {
            return;
        }
        return this._getProxyAgentDispatcher(parsedUrl, proxyUrl);
    }
    _prepareRequest(method, requestUrl, headers) {
        const info = {};
        info.parsedUrl = requestUrl;
        const usingSsl = info.parsedUrl.protocol === 'https:';
        info.httpModule = usingSsl ? https : http;
        const defaultPort = usingSsl ? 443 : 80;
        info.options = {};
        info.options.host = info.parsedUrl.hostname;
        info.options.port = info.parsedUrl.port
            ? parseInt(info.parsedUrl.port)
            : defaultPort;
        info.options.path =
            (info.parsedUrl.pathname || '') + (info.parsedUrl.search || '');
        info.options.method = method;
        info.options.headers = this._mergeHeaders(headers);
        if (this.userAgent != null) {
            info.options.headers['user-agent'] = this.userAgent;
        }
        info.options.agent = this._getAgent(info.parsedUrl);
        // gives handlers an opportunity to participate
        if (this.handlers) {
            for (const handler of this.handlers) {
                handler.prepareRequest(info.options);
            }
        }
        return info;
    }
    _mergeHeaders(headers) {
        if (this.requestOptions && this.requestOptions.headers) {
            return Object.assign({}, lowercaseKeys(this.requestOptions.headers), lowercaseKeys(headers || {}));
        }
        return lowercaseKeys(headers || {});
    }
    /**
     * Gets an existing header value or returns a default.
     * Handles converting number header values to strings since HTTP headers must be strings.
     * Note: This returns string | string[] since some headers can have multiple values.
     * For headers that must always be a single string (like Content-Type), use the
     * specialized _getExistingOrDefaultContentTypeHeader method instead.
     */
    _getExistingOrDefaultHeader(additionalHeaders, header, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[header];
            if (headerValue) {
                clientHeader =
                    typeof headerValue === 'number' ? headerValue.toString() : headerValue;
            }
        }
        const additionalValue = additionalHeaders[header];
        if (additionalValue !== undefined) {
            return typeof additionalValue === 'number'
                ? additionalValue.toString()
                : additionalValue;
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    /**
     * Specialized version of _getExistingOrDefaultHeader for Content-Type header.
     * Always returns a single string (not an array) since Content-Type should be a single value.
     * Converts arrays to comma-separated strings and numbers to strings to ensure type safety.
     * This was split from _getExistingOrDefaultHeader to provide stricter typing for callers
     * that assign the result to places expecting a string (e.g., additionalHeaders[Headers.ContentType]).
     */
    _getExistingOrDefaultContentTypeHeader(additionalHeaders, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[Headers.ContentType];
            if (headerValue) {
                if (typeof headerValue === 'number') {
                    clientHeader = String(headerValue);
                }
                else if (Array.isArray(headerValue)) {
                    clientHeader = headerValue.join(', ');
                }
                else {
                    clientHeader = headerValue;
                }
            }
        }
        const additionalValue = additionalHeaders[Headers.ContentType];
        // Return the first non-undefined value, converting numbers or arrays to strings if necessary
        if (additionalValue !== undefined) {
            if (typeof additionalValue === 'number') {
                return String(additionalValue);
            }
            else if (Array.isArray(additionalValue)) {
                return additionalValue.join(', ');
            }
            else {
                return additionalValue;
            }
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    _getAgent(parsedUrl) {
        let agent;
        const proxyUrl = pm.getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (this._keepAlive && useProxy) {
            agent = this._proxyAgent;
        }
        if (!useProxy) {
            agent = this._agent;
        }
        // if agent is already assigned use that agent.
        if (agent) {
            return agent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        let maxSockets = 100;
        if (this.requestOptions) {
            maxSockets = this.requestOptions.maxSockets || http.globalAgent.maxSockets;
        }
        // This is `useProxy` again, but we need to check `proxyURl` directly for TypeScripts's flow analysis.
        if (proxyUrl && proxyUrl.hostname) {
            const agentOptions = {
                maxSockets,
                keepAlive: this._keepAlive,
                proxy: Object.assign(Object.assign({}, ((proxyUrl.username || proxyUrl.password) && {
                    proxyAuth: `${proxyUrl.username}:${proxyUrl.password}`
                })), { host: proxyUrl.hostname, port: proxyUrl.port })
            };
            let tunnelAgent;
            const overHttps = proxyUrl.protocol === 'https:';
            if (usingSsl) {
                tunnelAgent = overHttps ? tunnel.httpsOverHttps : tunnel.httpsOverHttp;
            }
            else {
                tunnelAgent = overHttps ? tunnel.httpOverHttps : tunnel.httpOverHttp;
            }
            agent = tunnelAgent(agentOptions);
            this._proxyAgent = agent;
        }
        // if tunneling agent isn't assigned create a new agent
        if (!agent) {
            const options = { keepAlive: this._keepAlive, maxSockets };
            agent = usingSsl ? new https.Agent(options) : new http.Agent(options);
            this._agent = agent;
        }
        if (usingSsl && this._ignoreSslError) {
            // we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
            // http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
            // we have to cast it to any and change it directly
            agent.options = Object.assign(agent.options || {}, {
                rejectUnauthorized: false
            });
        }
        return agent;
    }
    _getProxyAgentDispatcher(parsedUrl, proxyUrl) {
        let proxyAgent;
        if (this._keepAlive) {
            proxyAgent = this._proxyAgentDispatcher;
        }
        // if agent is already assigned use that agent.
        if (proxyAgent) {
            return proxyAgent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        proxyAgent = new ProxyAgent(Object.assign({ uri: proxyUrl.href, pipelining: !this._keepAlive ? 0 : 1 }, ((proxyUrl.username || proxyUrl.password) && {
            token: `Basic ${Buffer.from(`${proxyUrl.username}:${proxyUrl.password}`).toString('base64')}`
        })));
        this._proxyAgentDispatcher = proxyAgent;
        if (usingSsl && this._ignoreSslError) {
            // we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
            // http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
            // we have to cast it to any and change it directly
            proxyAgent.options = Object.assign(proxyAgent.options.requestTls || {}, {
                rejectUnauthorized: false
            });
        }
        return proxyAgent;
    }
    _getUserAgentWithOrchestrationId(userAgent) {
        const baseUserAgent = userAgent || 'actions/http-client';
        const orchId = process.env['ACTIONS_ORCHESTRATION_ID'];
        if (orchId) {
            // Sanitize the orchestration ID to ensure it contains only valid characters
            // Valid characters: 0-9, a-z, _, -, .
            const sanitizedId = orchId.replace(/[^a-z0-9_.-]/gi, '_');
            return `${baseUserAgent} actions_orchestration_id/${sanitizedId}`;
        }
        return baseUserAgent;
    }
    _performExponentialBackoff(retryNumber) {
        return __awaiter(this, void 0, void 0, function* () {
            retryNumber = Math.min(ExponentialBackoffCeiling, retryNumber);
            const ms = ExponentialBackoffTimeSlice * Math.pow(2, retryNumber);
            return new Promise(resolve => setTimeout(() => resolve(), ms));
        });
    }
    _processResponse(res, options) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => __awaiter(this, void 0, void 0, function* () {
                const statusCode = res.message.statusCode || 0;
                const response = {
                    statusCode,
                    result: null,
                    headers: {}
                };
                // not found leads to null obj returned
                if (statusCode === HttpCodes.NotFound) {
                    resolve(response);
                }
                // get the result from the body
                function dateTimeDeserializer(key, value) {
                    if (typeof value === 'string') {
                        const a = new Date(value);
                        if (!isNaN(a.valueOf())) {
                            return a;
                        }
                    }
                    return value;
                }
                let obj;
                let contents;
                try {
                    contents = yield res.readBody();
                    if (contents && contents.length > 0) {
                        if (options && options.deserializeDates) {
                            obj = JSON.parse(contents, dateTimeDeserializer);
                        }
                        else {
                            obj = JSON.parse(contents);
                        }
                        response.result = obj;
                    }
                    response.headers = res.message.headers;
                }
                catch (err) {
                    // Invalid resource (contents not json);  leaving result obj null
                }
                // note that 3xx redirects are handled by the http layer.
                if (statusCode > 299) {
                    let msg;
                    // if exception/error in body, attempt to get better error
                    if (obj && obj.message) {
                        msg = obj.message;
                    }
                    else if (contents && contents.length > 0) {
                        // it may be the case that the exception is in the body message as string
                        msg = contents;
                    }
                    else {
                        msg = `Failed request: (${statusCode})`;
                    }
                    const err = new HttpClientError(msg, statusCode);
                    err.result = response.result;
                    reject(err);
                }
                else {
                    resolve(response);
                }
            }));
        });
    }
}
const lowercaseKeys = (obj) => Object.keys(obj).reduce((c, k) => ((c[k.toLowerCase()] = obj[k]), c), {});
//# sourceMappingURL=index.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/auth.js
var auth_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};
class BasicCredentialHandler {
    constructor(username, password) {
        this.username = username;
        this.password = password;
    }
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Basic ${Buffer.from(`${this.username}:${this.password}`).toString('base64')}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return auth_awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
class auth_BearerCredentialHandler {
    constructor(token) {
        this.token = token;
    }
    // currently implements pre-authorization
    // TODO: support preAuth = false where it hooks on 401
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Bearer ${this.token}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return auth_awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
class PersonalAccessTokenCredentialHandler {
    constructor(token) {
        this.token = token;
    }
    // currently implements pre-authorization
    // TODO: support preAuth = false where it hooks on 401
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Basic ${Buffer.from(`PAT:${this.token}`).toString('base64')}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return auth_awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
//# sourceMappingURL=auth.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/oidc-utils.js
var oidc_utils_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



class oidc_utils_OidcClient {
    static createHttpClient(allowRetry = true, maxRetry = 10) {
        const requestOptions = {
            allowRetries: allowRetry,
            maxRetries: maxRetry
        };
        return new HttpClient('actions/oidc-client', [new BearerCredentialHandler(oidc_utils_OidcClient.getRequestToken())], requestOptions);
    }
    static getRequestToken() {
        const token = process.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'];
        if (!token) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_TOKEN env variable');
        }
        return token;
    }
    static getIDTokenUrl() {
        const runtimeUrl = process.env['ACTIONS_ID_TOKEN_REQUEST_URL'];
        if (!runtimeUrl) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable');
        }
        return runtimeUrl;
    }
    static getCall(id_token_url) {
        return oidc_utils_awaiter(this, void 0, void 0, function* () {
            var _a;
            const httpclient = oidc_utils_OidcClient.createHttpClient();
            const res = yield httpclient
                .getJson(id_token_url)
                .catch(error => {
                throw new Error(`Failed to get ID Token. \n 
        Error Code : ${error.statusCode}\n 
        Error Message: ${error.message}`);
            });
            const id_token = (_a = res.result) === null || _a === void 0 ? void 0 : _a.value;
            if (!id_token) {
                throw new Error('Response json body do not have ID Token field');
            }
            return id_token;
        });
    }
    static getIDToken(audience) {
        return oidc_utils_awaiter(this, void 0, void 0, function* () {
            try {
                // New ID Token is requested from action service
                let id_token_url = oidc_utils_OidcClient.getIDTokenUrl();
                if (audience) {
                    const encodedAudience = encodeURIComponent(audience);
                    id_token_url = `${id_token_url}&audience=${encodedAudience}`;
                }
                debug(`ID token url is ${id_token_url}`);
                const id_token = yield oidc_utils_OidcClient.getCall(id_token_url);
                setSecret(id_token);
                return id_token;
            }
            catch (error) {
                throw new Error(`Error message: ${error.message}`);
            }
        });
    }
}
//# sourceMappingURL=oidc-utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/summary.js
var summary_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { access, appendFile, writeFile } = external_fs_namespaceObject.promises;
const SUMMARY_ENV_VAR = 'GITHUB_STEP_SUMMARY';
const SUMMARY_DOCS_URL = 'https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-job-summary';
class Summary {
    constructor() {
        this._buffer = '';
    }
    /**
     * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
     * Also checks r/w permissions.
     *
     * @returns step summary file path
     */
    filePath() {
        return summary_awaiter(this, void 0, void 0, function* () {
            if (this._filePath) {
                return this._filePath;
            }
            const pathFromEnv = process.env[SUMMARY_ENV_VAR];
            if (!pathFromEnv) {
                throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
            }
            try {
                yield access(pathFromEnv, external_fs_namespaceObject.constants.R_OK | external_fs_namespaceObject.constants.W_OK);
            }
            catch (_a) {
                throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
            }
            this._filePath = pathFromEnv;
            return this._filePath;
        });
    }
    /**
     * Wraps content in an HTML tag, adding any HTML attributes
     *
     * @param {string} tag HTML tag to wrap
     * @param {string | null} content content within the tag
     * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
     *
     * @returns {string} content wrapped in HTML element
     */
    wrap(tag, content, attrs = {}) {
        const htmlAttrs = Object.entries(attrs)
            .map(([key, value]) => ` ${key}="${value}"`)
            .join('');
        if (!content) {
            return `<${tag}${htmlAttrs}>`;
        }
        return `<${tag}${htmlAttrs}>${content}</${tag}>`;
    }
    /**
     * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
     *
     * @param {SummaryWriteOptions} [options] (optional) options for write operation
     *
     * @returns {Promise<Summary>} summary instance
     */
    write(options) {
        return summary_awaiter(this, void 0, void 0, function* () {
            const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
            const filePath = yield this.filePath();
            const writeFunc = overwrite ? writeFile : appendFile;
            yield writeFunc(filePath, this._buffer, { encoding: 'utf8' });
            return this.emptyBuffer();
        });
    }
    /**
     * Clears the summary buffer and wipes the summary file
     *
     * @returns {Summary} summary instance
     */
    clear() {
        return summary_awaiter(this, void 0, void 0, function* () {
            return this.emptyBuffer().write({ overwrite: true });
        });
    }
    /**
     * Returns the current summary buffer as a string
     *
     * @returns {string} string of summary buffer
     */
    stringify() {
        return this._buffer;
    }
    /**
     * If the summary buffer is empty
     *
     * @returns {boolen} true if the buffer is empty
     */
    isEmptyBuffer() {
        return this._buffer.length === 0;
    }
    /**
     * Resets the summary buffer without writing to summary file
     *
     * @returns {Summary} summary instance
     */
    emptyBuffer() {
        this._buffer = '';
        return this;
    }
    /**
     * Adds raw text to the summary buffer
     *
     * @param {string} text content to add
     * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
     *
     * @returns {Summary} summary instance
     */
    addRaw(text, addEOL = false) {
        this._buffer += text;
        return addEOL ? this.addEOL() : this;
    }
    /**
     * Adds the operating system-specific end-of-line marker to the buffer
     *
     * @returns {Summary} summary instance
     */
    addEOL() {
        return this.addRaw(external_os_namespaceObject.EOL);
    }
    /**
     * Adds an HTML codeblock to the summary buffer
     *
     * @param {string} code content to render within fenced code block
     * @param {string} lang (optional) language to syntax highlight code
     *
     * @returns {Summary} summary instance
     */
    addCodeBlock(code, lang) {
        const attrs = Object.assign({}, (lang && { lang }));
        const element = this.wrap('pre', this.wrap('code', code), attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML list to the summary buffer
     *
     * @param {string[]} items list of items to render
     * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
     *
     * @returns {Summary} summary instance
     */
    addList(items, ordered = false) {
        const tag = ordered ? 'ol' : 'ul';
        const listItems = items.map(item => this.wrap('li', item)).join('');
        const element = this.wrap(tag, listItems);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML table to the summary buffer
     *
     * @param {SummaryTableCell[]} rows table rows
     *
     * @returns {Summary} summary instance
     */
    addTable(rows) {
        const tableBody = rows
            .map(row => {
            const cells = row
                .map(cell => {
                if (typeof cell === 'string') {
                    return this.wrap('td', cell);
                }
                const { header, data, colspan, rowspan } = cell;
                const tag = header ? 'th' : 'td';
                const attrs = Object.assign(Object.assign({}, (colspan && { colspan })), (rowspan && { rowspan }));
                return this.wrap(tag, data, attrs);
            })
                .join('');
            return this.wrap('tr', cells);
        })
            .join('');
        const element = this.wrap('table', tableBody);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds a collapsable HTML details element to the summary buffer
     *
     * @param {string} label text for the closed state
     * @param {string} content collapsable content
     *
     * @returns {Summary} summary instance
     */
    addDetails(label, content) {
        const element = this.wrap('details', this.wrap('summary', label) + content);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML image tag to the summary buffer
     *
     * @param {string} src path to the image you to embed
     * @param {string} alt text description of the image
     * @param {SummaryImageOptions} options (optional) addition image attributes
     *
     * @returns {Summary} summary instance
     */
    addImage(src, alt, options) {
        const { width, height } = options || {};
        const attrs = Object.assign(Object.assign({}, (width && { width })), (height && { height }));
        const element = this.wrap('img', null, Object.assign({ src, alt }, attrs));
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML section heading element
     *
     * @param {string} text heading text
     * @param {number | string} [level=1] (optional) the heading level, default: 1
     *
     * @returns {Summary} summary instance
     */
    addHeading(text, level) {
        const tag = `h${level}`;
        const allowedTag = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].includes(tag)
            ? tag
            : 'h1';
        const element = this.wrap(allowedTag, text);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML thematic break (<hr>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addSeparator() {
        const element = this.wrap('hr', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML line break (<br>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addBreak() {
        const element = this.wrap('br', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML blockquote to the summary buffer
     *
     * @param {string} text quote text
     * @param {string} cite (optional) citation url
     *
     * @returns {Summary} summary instance
     */
    addQuote(text, cite) {
        const attrs = Object.assign({}, (cite && { cite }));
        const element = this.wrap('blockquote', text, attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML anchor tag to the summary buffer
     *
     * @param {string} text link text/content
     * @param {string} href hyperlink
     *
     * @returns {Summary} summary instance
     */
    addLink(text, href) {
        const element = this.wrap('a', text, { href });
        return this.addRaw(element).addEOL();
    }
}
const _summary = new Summary();
/**
 * @deprecated use `core.summary`
 */
const markdownSummary = (/* unused pure expression or super */ null && (_summary));
const summary = (/* unused pure expression or super */ null && (_summary));
//# sourceMappingURL=summary.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/path-utils.js

/**
 * toPosixPath converts the given path to the posix form. On Windows, \\ will be
 * replaced with /.
 *
 * @param pth. Path to transform.
 * @return string Posix path.
 */
function toPosixPath(pth) {
    return pth.replace(/[\\]/g, '/');
}
/**
 * toWin32Path converts the given path to the win32 form. On Linux, / will be
 * replaced with \\.
 *
 * @param pth. Path to transform.
 * @return string Win32 path.
 */
function toWin32Path(pth) {
    return pth.replace(/[/]/g, '\\');
}
/**
 * toPlatformPath converts the given path to a platform-specific path. It does
 * this by replacing instances of / and \ with the platform-specific path
 * separator.
 *
 * @param pth The path to platformize.
 * @return string The platform-specific path.
 */
function toPlatformPath(pth) {
    return pth.replace(/[/\\]/g, path.sep);
}
//# sourceMappingURL=path-utils.js.map
;// CONCATENATED MODULE: external "string_decoder"
const external_string_decoder_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");
// EXTERNAL MODULE: external "events"
var external_events_ = __nccwpck_require__(434);
;// CONCATENATED MODULE: external "child_process"
const external_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");
// EXTERNAL MODULE: external "assert"
var external_assert_ = __nccwpck_require__(613);
;// CONCATENATED MODULE: ./node_modules/@actions/io/lib/io-util.js
var io_util_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { chmod, copyFile, lstat, mkdir, open: io_util_open, readdir, rename, rm, rmdir, stat, symlink, unlink } = external_fs_namespaceObject.promises;
// export const {open} = 'fs'
const IS_WINDOWS = process.platform === 'win32';
/**
 * Custom implementation of readlink to ensure Windows junctions
 * maintain trailing backslash for backward compatibility with Node.js < 24
 *
 * In Node.js 20, Windows junctions (directory symlinks) always returned paths
 * with trailing backslashes. Node.js 24 removed this behavior, which breaks
 * code that relied on this format for path operations.
 *
 * This implementation restores the Node 20 behavior by adding a trailing
 * backslash to all junction results on Windows.
 */
function readlink(fsPath) {
    return io_util_awaiter(this, void 0, void 0, function* () {
        const result = yield fs.promises.readlink(fsPath);
        // On Windows, restore Node 20 behavior: add trailing backslash to all results
        // since junctions on Windows are always directory links
        if (IS_WINDOWS && !result.endsWith('\\')) {
            return `${result}\\`;
        }
        return result;
    });
}
// See https://github.com/nodejs/node/blob/d0153aee367422d0858105abec186da4dff0a0c5/deps/uv/include/uv/win.h#L691
const UV_FS_O_EXLOCK = 0x10000000;
const READONLY = external_fs_namespaceObject.constants.O_RDONLY;
function exists(fsPath) {
    return io_util_awaiter(this, void 0, void 0, function* () {
        try {
            yield stat(fsPath);
        }
        catch (err) {
            if (err.code === 'ENOENT') {
                return false;
            }
            throw err;
        }
        return true;
    });
}
function isDirectory(fsPath_1) {
    return io_util_awaiter(this, arguments, void 0, function* (fsPath, useStat = false) {
        const stats = useStat ? yield stat(fsPath) : yield lstat(fsPath);
        return stats.isDirectory();
    });
}
/**
 * On OSX/Linux, true if path starts with '/'. On Windows, true for paths like:
 * \, \hello, \\hello\share, C:, and C:\hello (and corresponding alternate separator cases).
 */
function isRooted(p) {
    p = normalizeSeparators(p);
    if (!p) {
        throw new Error('isRooted() parameter "p" cannot be empty');
    }
    if (IS_WINDOWS) {
        return (p.startsWith('\\') || /^[A-Z]:/i.test(p) // e.g. \ or \hello or \\hello
        ); // e.g. C: or C:\hello
    }
    return p.startsWith('/');
}
/**
 * Best effort attempt to determine whether a file exists and is executable.
 * @param filePath    file path to check
 * @param extensions  additional file extensions to try
 * @return if file exists and is executable, returns the file path. otherwise empty string.
 */
function tryGetExecutablePath(filePath, extensions) {
    return io_util_awaiter(this, void 0, void 0, function* () {
        let stats = undefined;
        try {
            // test file exists
            stats = yield stat(filePath);
        }
        catch (err) {
            if (err.code !== 'ENOENT') {
                // eslint-disable-next-line no-console
                console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
            }
        }
        if (stats && stats.isFile()) {
            if (IS_WINDOWS) {
                // on Windows, test for valid extension
                const upperExt = external_path_namespaceObject.extname(filePath).toUpperCase();
                if (extensions.some(validExt => validExt.toUpperCase() === upperExt)) {
                    return filePath;
                }
            }
            else {
                if (isUnixExecutable(stats)) {
                    return filePath;
                }
            }
        }
        // try each extension
        const originalFilePath = filePath;
        for (const extension of extensions) {
            filePath = originalFilePath + extension;
            stats = undefined;
            try {
                stats = yield stat(filePath);
            }
            catch (err) {
                if (err.code !== 'ENOENT') {
                    // eslint-disable-next-line no-console
                    console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
                }
            }
            if (stats && stats.isFile()) {
                if (IS_WINDOWS) {
                    // preserve the case of the actual file (since an extension was appended)
                    try {
                        const directory = external_path_namespaceObject.dirname(filePath);
                        const upperName = external_path_namespaceObject.basename(filePath).toUpperCase();
                        for (const actualName of yield readdir(directory)) {
                            if (upperName === actualName.toUpperCase()) {
                                filePath = external_path_namespaceObject.join(directory, actualName);
                                break;
                            }
                        }
                    }
                    catch (err) {
                        // eslint-disable-next-line no-console
                        console.log(`Unexpected error attempting to determine the actual case of the file '${filePath}': ${err}`);
                    }
                    return filePath;
                }
                else {
                    if (isUnixExecutable(stats)) {
                        return filePath;
                    }
                }
            }
        }
        return '';
    });
}
function normalizeSeparators(p) {
    p = p || '';
    if (IS_WINDOWS) {
        // convert slashes on Windows
        p = p.replace(/\//g, '\\');
        // remove redundant slashes
        return p.replace(/\\\\+/g, '\\');
    }
    // remove redundant slashes
    return p.replace(/\/\/+/g, '/');
}
// on Mac/Linux, test the execute bit
//     R   W  X  R  W X R W X
//   256 128 64 32 16 8 4 2 1
function isUnixExecutable(stats) {
    return ((stats.mode & 1) > 0 ||
        ((stats.mode & 8) > 0 &&
            process.getgid !== undefined &&
            stats.gid === process.getgid()) ||
        ((stats.mode & 64) > 0 &&
            process.getuid !== undefined &&
            stats.uid === process.getuid()));
}
// Get the path of cmd.exe in windows
function getCmdPath() {
    var _a;
    return (_a = process.env['COMSPEC']) !== null && _a !== void 0 ? _a : `cmd.exe`;
}
//# sourceMappingURL=io-util.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/io/lib/io.js
var io_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



/**
 * Copies a file or folder.
 * Based off of shelljs - https://github.com/shelljs/shelljs/blob/9237f66c52e5daa40458f94f9565e18e8132f5a6/src/cp.js
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See CopyOptions.
 */
function cp(source_1, dest_1) {
    return io_awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        const { force, recursive, copySourceDirectory } = readCopyOptions(options);
        const destStat = (yield ioUtil.exists(dest)) ? yield ioUtil.stat(dest) : null;
        // Dest is an existing file, but not forcing
        if (destStat && destStat.isFile() && !force) {
            return;
        }
        // If dest is an existing directory, should copy inside.
        const newDest = destStat && destStat.isDirectory() && copySourceDirectory
            ? path.join(dest, path.basename(source))
            : dest;
        if (!(yield ioUtil.exists(source))) {
            throw new Error(`no such file or directory: ${source}`);
        }
        const sourceStat = yield ioUtil.stat(source);
        if (sourceStat.isDirectory()) {
            if (!recursive) {
                throw new Error(`Failed to copy. ${source} is a directory, but tried to copy without recursive flag.`);
            }
            else {
                yield cpDirRecursive(source, newDest, 0, force);
            }
        }
        else {
            if (path.relative(source, newDest) === '') {
                // a file cannot be copied to itself
                throw new Error(`'${newDest}' and '${source}' are the same file`);
            }
            yield io_copyFile(source, newDest, force);
        }
    });
}
/**
 * Moves a path.
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See MoveOptions.
 */
function mv(source_1, dest_1) {
    return io_awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        if (yield ioUtil.exists(dest)) {
            let destExists = true;
            if (yield ioUtil.isDirectory(dest)) {
                // If dest is directory copy src into dest
                dest = path.join(dest, path.basename(source));
                destExists = yield ioUtil.exists(dest);
            }
            if (destExists) {
                if (options.force == null || options.force) {
                    yield rmRF(dest);
                }
                else {
                    throw new Error('Destination already exists');
                }
            }
        }
        yield mkdirP(path.dirname(dest));
        yield ioUtil.rename(source, dest);
    });
}
/**
 * Remove a path recursively with force
 *
 * @param inputPath path to remove
 */
function rmRF(inputPath) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (ioUtil.IS_WINDOWS) {
            // Check for invalid characters
            // https://docs.microsoft.com/en-us/windows/win32/fileio/naming-a-file
            if (/[*"<>|]/.test(inputPath)) {
                throw new Error('File path must not contain `*`, `"`, `<`, `>` or `|` on Windows');
            }
        }
        try {
            // note if path does not exist, error is silent
            yield ioUtil.rm(inputPath, {
                force: true,
                maxRetries: 3,
                recursive: true,
                retryDelay: 300
            });
        }
        catch (err) {
            throw new Error(`File was unable to be removed ${err}`);
        }
    });
}
/**
 * Make a directory.  Creates the full path with folders in between
 * Will throw if it fails
 *
 * @param   fsPath        path to create
 * @returns Promise<void>
 */
function mkdirP(fsPath) {
    return io_awaiter(this, void 0, void 0, function* () {
        ok(fsPath, 'a path argument must be provided');
        yield ioUtil.mkdir(fsPath, { recursive: true });
    });
}
/**
 * Returns path of a tool had the tool actually been invoked.  Resolves via paths.
 * If you check and the tool does not exist, it will throw.
 *
 * @param     tool              name of the tool
 * @param     check             whether to check if tool exists
 * @returns   Promise<string>   path to tool
 */
function which(tool, check) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // recursive when check=true
        if (check) {
            const result = yield which(tool, false);
            if (!result) {
                if (IS_WINDOWS) {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also verify the file has a valid extension for an executable file.`);
                }
                else {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also check the file mode to verify the file is executable.`);
                }
            }
            return result;
        }
        const matches = yield findInPath(tool);
        if (matches && matches.length > 0) {
            return matches[0];
        }
        return '';
    });
}
/**
 * Returns a list of all occurrences of the given tool on the system path.
 *
 * @returns   Promise<string[]>  the paths of the tool
 */
function findInPath(tool) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // build the list of extensions to try
        const extensions = [];
        if (IS_WINDOWS && process.env['PATHEXT']) {
            for (const extension of process.env['PATHEXT'].split(external_path_namespaceObject.delimiter)) {
                if (extension) {
                    extensions.push(extension);
                }
            }
        }
        // if it's rooted, return it if exists. otherwise return empty.
        if (isRooted(tool)) {
            const filePath = yield tryGetExecutablePath(tool, extensions);
            if (filePath) {
                return [filePath];
            }
            return [];
        }
        // if any path separators, return empty
        if (tool.includes(external_path_namespaceObject.sep)) {
            return [];
        }
        // build the list of directories
        //
        // Note, technically "where" checks the current directory on Windows. From a toolkit perspective,
        // it feels like we should not do this. Checking the current directory seems like more of a use
        // case of a shell, and the which() function exposed by the toolkit should strive for consistency
        // across platforms.
        const directories = [];
        if (process.env.PATH) {
            for (const p of process.env.PATH.split(external_path_namespaceObject.delimiter)) {
                if (p) {
                    directories.push(p);
                }
            }
        }
        // find all matches
        const matches = [];
        for (const directory of directories) {
            const filePath = yield tryGetExecutablePath(external_path_namespaceObject.join(directory, tool), extensions);
            if (filePath) {
                matches.push(filePath);
            }
        }
        return matches;
    });
}
function readCopyOptions(options) {
    const force = options.force == null ? true : options.force;
    const recursive = Boolean(options.recursive);
    const copySourceDirectory = options.copySourceDirectory == null
        ? true
        : Boolean(options.copySourceDirectory);
    return { force, recursive, copySourceDirectory };
}
function cpDirRecursive(sourceDir, destDir, currentDepth, force) {
    return io_awaiter(this, void 0, void 0, function* () {
        // Ensure there is not a run away recursive copy
        if (currentDepth >= 255)
            return;
        currentDepth++;
        yield mkdirP(destDir);
        const files = yield ioUtil.readdir(sourceDir);
        for (const fileName of files) {
            const srcFile = `${sourceDir}/${fileName}`;
            const destFile = `${destDir}/${fileName}`;
            const srcFileStat = yield ioUtil.lstat(srcFile);
            if (srcFileStat.isDirectory()) {
                // Recurse
                yield cpDirRecursive(srcFile, destFile, currentDepth, force);
            }
            else {
                yield io_copyFile(srcFile, destFile, force);
            }
        }
        // Change the mode for the newly created directory
        yield ioUtil.chmod(destDir, (yield ioUtil.stat(sourceDir)).mode);
    });
}
// Buffered file copy
function io_copyFile(srcFile, destFile, force) {
    return io_awaiter(this, void 0, void 0, function* () {
        if ((yield ioUtil.lstat(srcFile)).isSymbolicLink()) {
            // unlink/re-link it
            try {
                yield ioUtil.lstat(destFile);
                yield ioUtil.unlink(destFile);
            }
            catch (e) {
                // Try to override file permission
                if (e.code === 'EPERM') {
                    yield ioUtil.chmod(destFile, '0666');
                    yield ioUtil.unlink(destFile);
                }
                // other errors = it doesn't exist, no work to do
            }
            // Copy over symlink
            const symlinkFull = yield ioUtil.readlink(srcFile);
            yield ioUtil.symlink(symlinkFull, destFile, ioUtil.IS_WINDOWS ? 'junction' : null);
        }
        else if (!(yield ioUtil.exists(destFile)) || force) {
            yield ioUtil.copyFile(srcFile, destFile);
        }
    });
}
//# sourceMappingURL=io.js.map
;// CONCATENATED MODULE: external "timers"
const external_timers_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");
;// CONCATENATED MODULE: ./node_modules/@actions/exec/lib/toolrunner.js
var toolrunner_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};







/* eslint-disable @typescript-eslint/unbound-method */
const toolrunner_IS_WINDOWS = process.platform === 'win32';
/*
 * Class for running command line tools. Handles quoting and arg parsing in a platform agnostic way.
 */
class ToolRunner extends external_events_.EventEmitter {
    constructor(toolPath, args, options) {
        super();
        if (!toolPath) {
            throw new Error("Parameter 'toolPath' cannot be null or empty.");
        }
        this.toolPath = toolPath;
        this.args = args || [];
        this.options = options || {};
    }
    _debug(message) {
        if (this.options.listeners && this.options.listeners.debug) {
            this.options.listeners.debug(message);
        }
    }
    _getCommandString(options, noPrefix) {
        const toolPath = this._getSpawnFileName();
        const args = this._getSpawnArgs(options);
        let cmd = noPrefix ? '' : '[command]'; // omit prefix when piped to a second tool
        if (toolrunner_IS_WINDOWS) {
            // Windows + cmd file
            if (this._isCmdFile()) {
                cmd += toolPath;
                for (const a of args) {
                    cmd += ` ${a}`;
                }
            }
            // Windows + verbatim
            else if (options.windowsVerbatimArguments) {
                cmd += `"${toolPath}"`;
                for (const a of args) {
                    cmd += ` ${a}`;
                }
            }
            // Windows (regular)
            else {
                cmd += this._windowsQuoteCmdArg(toolPath);
                for (const a of args) {
                    cmd += ` ${this._windowsQuoteCmdArg(a)}`;
                }
            }
        }
        else {
            // OSX/Linux - this can likely be improved with some form of quoting.
            // creating processes on Unix is fundamentally different than Windows.
            // on Unix, execvp() takes an arg array.
            cmd += toolPath;
            for (const a of args) {
                cmd += ` ${a}`;
            }
        }
        return cmd;
    }
    _processLineBuffer(data, strBuffer, onLine) {
        try {
            let s = strBuffer + data.toString();
            let n = s.indexOf(external_os_namespaceObject.EOL);
            while (n > -1) {
                const line = s.substring(0, n);
                onLine(line);
                // the rest of the string ...
                s = s.substring(n + external_os_namespaceObject.EOL.length);
                n = s.indexOf(external_os_namespaceObject.EOL);
            }
            return s;
        }
        catch (err) {
            // streaming lines to console is best effort.  Don't fail a build.
            this._debug(`error processing line. Failed with error ${err}`);
            return '';
        }
    }
    _getSpawnFileName() {
        if (toolrunner_IS_WINDOWS) {
            if (this._isCmdFile()) {
                return process.env['COMSPEC'] || 'cmd.exe';
            }
        }
        return this.toolPath;
    }
    _getSpawnArgs(options) {
        if (toolrunner_IS_WINDOWS) {
            if (this._isCmdFile()) {
                let argline = `/D /S /C "${this._windowsQuoteCmdArg(this.toolPath)}`;
                for (const a of this.args) {
                    argline += ' ';
                    argline += options.windowsVerbatimArguments
                        ? a
                        : this._windowsQuoteCmdArg(a);
                }
                argline += '"';
                return [argline];
            }
        }
        return this.args;
    }
    _endsWith(str, end) {
        return str.endsWith(end);
    }
    _isCmdFile() {
        const upperToolPath = this.toolPath.toUpperCase();
        return (this._endsWith(upperToolPath, '.CMD') ||
            this._endsWith(upperToolPath, '.BAT'));
    }
    _windowsQuoteCmdArg(arg) {
        // for .exe, apply the normal quoting rules that libuv applies
        if (!this._isCmdFile()) {
            return this._uvQuoteCmdArg(arg);
        }
        // otherwise apply quoting rules specific to the cmd.exe command line parser.
        // the libuv rules are generic and are not designed specifically for cmd.exe
        // command line parser.
        //
        // for a detailed description of the cmd.exe command line parser, refer to
        // http://stackoverflow.com/questions/4094699/how-does-the-windows-command-interpreter-cmd-exe-parse-scripts/7970912#7970912
        // need quotes for empty arg
        if (!arg) {
            return '""';
        }
        // determine whether the arg needs to be quoted
        const cmdSpecialChars = [
            ' ',
            '\t',
            '&',
            '(',
            ')',
            '[',
            ']',
            '{',
            '}',
            '^',
            '=',
            ';',
            '!',
            "'",
            '+',
            ',',
            '`',
            '~',
            '|',
            '<',
            '>',
            '"'
        ];
        let needsQuotes = false;
        for (const char of arg) {
            if (cmdSpecialChars.some(x => x === char)) {
                needsQuotes = true;
                break;
            }
        }
        // short-circuit if quotes not needed
        if (!needsQuotes) {
            return arg;
        }
        // the following quoting rules are very similar to the rules that by libuv applies.
        //
        // 1) wrap the string in quotes
        //
        // 2) double-up quotes - i.e. " => ""
        //
        //    this is different from the libuv quoting rules. libuv replaces " with \", which unfortunately
        //    doesn't work well with a cmd.exe command line.
        //
        //    note, replacing " with "" also works well if the arg is passed to a downstream .NET console app.
        //    for example, the command line:
        //          foo.exe "myarg:""my val"""
        //    is parsed by a .NET console app into an arg array:
        //          [ "myarg:\"my val\"" ]
        //    which is the same end result when applying libuv quoting rules. although the actual
        //    command line from libuv quoting rules would look like:
        //          foo.exe "myarg:\"my val\""
        //
        // 3) double-up slashes that precede a quote,
        //    e.g.  hello \world    => "hello \world"
        //          hello\"world    => "hello\\""world"
        //          hello\\"world   => "hello\\\\""world"
        //          hello world\    => "hello world\\"
        //
        //    technically this is not required for a cmd.exe command line, or the batch argument parser.
        //    the reasons for including this as a .cmd quoting rule are:
        //
        //    a) this is optimized for the scenario where the argument is passed from the .cmd file to an
        //       external program. many programs (e.g. .NET console apps) rely on the slash-doubling rule.
        //
        //    b) it's what we've been doing previously (by deferring to node default behavior) and we
        //       haven't heard any complaints about that aspect.
        //
        // note, a weakness of the quoting rules chosen here, is that % is not escaped. in fact, % cannot be
        // escaped when used on the command line directly - even though within a .cmd file % can be escaped
        // by using %%.
        //
        // the saving grace is, on the command line, %var% is left as-is if var is not defined. this contrasts
        // the line parsing rules within a .cmd file, where if var is not defined it is replaced with nothing.
        //
        // one option that was explored was replacing % with ^% - i.e. %var% => ^%var^%. this hack would
        // often work, since it is unlikely that var^ would exist, and the ^ character is removed when the
        // variable is used. the problem, however, is that ^ is not removed when %* is used to pass the args
        // to an external program.
        //
        // an unexplored potential solution for the % escaping problem, is to create a wrapper .cmd file.
        // % can be escaped within a .cmd file.
        let reverse = '"';
        let quoteHit = true;
        for (let i = arg.length; i > 0; i--) {
            // walk the string in reverse
            reverse += arg[i - 1];
            if (quoteHit && arg[i - 1] === '\\') {
                reverse += '\\'; // double the slash
            }
            else if (arg[i - 1] === '"') {
                quoteHit = true;
                reverse += '"'; // double the quote
            }
            else {
                quoteHit = false;
            }
        }
        reverse += '"';
        return reverse.split('').reverse().join('');
    }
    _uvQuoteCmdArg(arg) {
        // Tool runner wraps child_process.spawn() and needs to apply the same quoting as
        // Node in certain cases where the undocumented spawn option windowsVerbatimArguments
        // is used.
        //
        // Since this function is a port of quote_cmd_arg from Node 4.x (technically, lib UV,
        // see https://github.com/nodejs/node/blob/v4.x/deps/uv/src/win/process.c for details),
        // pasting copyright notice from Node within this function:
        //
        //      Copyright Joyent, Inc. and other Node contributors. All rights reserved.
        //
        //      Permission is hereby granted, free of charge, to any person obtaining a copy
        //      of this software and associated documentation files (the "Software"), to
        //      deal in the Software without restriction, including without limitation the
        //      rights to use, copy, modify, merge, publish, distribute, sublicense, and/or
        //      sell copies of the Software, and to permit persons to whom the Software is
        //      furnished to do so, subject to the following conditions:
        //
        //      The above copyright notice and this permission notice shall be included in
        //      all copies or substantial portions of the Software.
        //
        //      THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
        //      IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
        //      FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
        //      AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
        //      LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING
        //      FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS
        //      IN THE SOFTWARE.
        if (!arg) {
            // Need double quotation for empty argument
            return '""';
        }
        if (!arg.includes(' ') && !arg.includes('\t') && !arg.includes('"')) {
            // No quotation needed
            return arg;
        }
        if (!arg.includes('"') && !arg.includes('\\')) {
            // No embedded double quotes or backslashes, so I can just wrap
            // quote marks around the whole thing.
            return `"${arg}"`;
        }
        // Expected input/output:
        //   input : hello"world
        //   output: "hello\"world"
        //   input : hello""world
        //   output: "hello\"\"world"
        //   input : hello\world
        //   output: hello\world
        //   input : hello\\world
        //   output: hello\\world
        //   input : hello\"world
        //   output: "hello\\\"world"
        //   input : hello\\"world
        //   output: "hello\\\\\"world"
        //   input : hello world\
        //   output: "hello world\\" - note the comment in libuv actually reads "hello world\"
        //                             but it appears the comment is wrong, it should be "hello world\\"
        let reverse = '"';
        let quoteHit = true;
        for (let i = arg.length; i > 0; i--) {
            // walk the string in reverse
            reverse += arg[i - 1];
            if (quoteHit && arg[i - 1] === '\\') {
                reverse += '\\';
            }
            else if (arg[i - 1] === '"') {
                quoteHit = true;
                reverse += '\\';
            }
            else {
                quoteHit = false;
            }
        }
        reverse += '"';
        return reverse.split('').reverse().join('');
    }
    _cloneExecOptions(options) {
        options = options || {};
        const result = {
            cwd: options.cwd || process.cwd(),
            env: options.env || process.env,
            silent: options.silent || false,
            windowsVerbatimArguments: options.windowsVerbatimArguments || false,
            failOnStdErr: options.failOnStdErr || false,
            ignoreReturnCode: options.ignoreReturnCode || false,
            delay: options.delay || 10000
        };
        result.outStream = options.outStream || process.stdout;
        result.errStream = options.errStream || process.stderr;
        return result;
    }
    _getSpawnOptions(options, toolPath) {
        options = options || {};
        const result = {};
        result.cwd = options.cwd;
        result.env = options.env;
        result['windowsVerbatimArguments'] =
            options.windowsVerbatimArguments || this._isCmdFile();
        if (options.windowsVerbatimArguments) {
            result.argv0 = `"${toolPath}"`;
        }
        return result;
    }
    /**
     * Exec a tool.
     * Output will be streamed to the live console.
     * Returns promise with return code
     *
     * @param     tool     path to tool to exec
     * @param     options  optional exec options.  See ExecOptions
     * @returns   number
     */
    exec() {
        return toolrunner_awaiter(this, void 0, void 0, function* () {
            // root the tool path if it is unrooted and contains relative pathing
            if (!isRooted(this.toolPath) &&
                (this.toolPath.includes('/') ||
                    (toolrunner_IS_WINDOWS && this.toolPath.includes('\\')))) {
                // prefer options.cwd if it is specified, however options.cwd may also need to be rooted
                this.toolPath = external_path_namespaceObject.resolve(process.cwd(), this.options.cwd || process.cwd(), this.toolPath);
            }
            // if the tool is only a file name, then resolve it from the PATH
            // otherwise verify it exists (add extension on Windows if necessary)
            this.toolPath = yield which(this.toolPath, true);
            return new Promise((resolve, reject) => toolrunner_awaiter(this, void 0, void 0, function* () {
                this._debug(`exec tool: ${this.toolPath}`);
                this._debug('arguments:');
                for (const arg of this.args) {
                    this._debug(`   ${arg}`);
                }
                const optionsNonNull = this._cloneExecOptions(this.options);
                if (!optionsNonNull.silent && optionsNonNull.outStream) {
                    optionsNonNull.outStream.write(this._getCommandString(optionsNonNull) + external_os_namespaceObject.EOL);
                }
                const state = new ExecState(optionsNonNull, this.toolPath);
                state.on('debug', (message) => {
                    this._debug(message);
                });
                if (this.options.cwd && !(yield exists(this.options.cwd))) {
                    return reject(new Error(`The cwd: ${this.options.cwd} does not exist!`));
                }
                const fileName = this._getSpawnFileName();
                const cp = external_child_process_namespaceObject.spawn(fileName, this._getSpawnArgs(optionsNonNull), this._getSpawnOptions(this.options, fileName));
                let stdbuffer = '';
                if (cp.stdout) {
                    cp.stdout.on('data', (data) => {
                        if (this.options.listeners && this.options.listeners.stdout) {
                            this.options.listeners.stdout(data);
                        }
                        if (!optionsNonNull.silent && optionsNonNull.outStream) {
                            optionsNonNull.outStream.write(data);
                        }
                        stdbuffer = this._processLineBuffer(data, stdbuffer, (line) => {
                            if (this.options.listeners && this.options.listeners.stdline) {
                                this.options.listeners.stdline(line);
                            }
                        });
                    });
                }
                let errbuffer = '';
                if (cp.stderr) {
                    cp.stderr.on('data', (data) => {
                        state.processStderr = true;
                        if (this.options.listeners && this.options.listeners.stderr) {
                            this.options.listeners.stderr(data);
                        }
                        if (!optionsNonNull.silent &&
                            optionsNonNull.errStream &&
                            optionsNonNull.outStream) {
                            const s = optionsNonNull.failOnStdErr
                                ? optionsNonNull.errStream
                                : optionsNonNull.outStream;
                            s.write(data);
                        }
                        errbuffer = this._processLineBuffer(data, errbuffer, (line) => {
                            if (this.options.listeners && this.options.listeners.errline) {
                                this.options.listeners.errline(line);
                            }
                        });
                    });
                }
                cp.on('error', (err) => {
                    state.processError = err.message;
                    state.processExited = true;
                    state.processClosed = true;
                    state.CheckComplete();
                });
                cp.on('exit', (code) => {
                    state.processExitCode = code;
                    state.processExited = true;
                    this._debug(`Exit code ${code} received from tool '${this.toolPath}'`);
                    state.CheckComplete();
                });
                cp.on('close', (code) => {
                    state.processExitCode = code;
                    state.processExited = true;
                    state.processClosed = true;
                    this._debug(`STDIO streams have closed for tool '${this.toolPath}'`);
                    state.CheckComplete();
                });
                state.on('done', (error, exitCode) => {
                    if (stdbuffer.length > 0) {
                        this.emit('stdline', stdbuffer);
                    }
                    if (errbuffer.length > 0) {
                        this.emit('errline', errbuffer);
                    }
                    cp.removeAllListeners();
                    if (error) {
                        reject(error);
                    }
                    else {
                        resolve(exitCode);
                    }
                });
                if (this.options.input) {
                    if (!cp.stdin) {
                        throw new Error('child process missing stdin');
                    }
                    cp.stdin.end(this.options.input);
                }
            }));
        });
    }
}
/**
 * Convert an arg string to an array of args. Handles escaping
 *
 * @param    argString   string of arguments
 * @returns  string[]    array of arguments
 */
function argStringToArray(argString) {
    const args = [];
    let inQuotes = false;
    let escaped = false;
    let arg = '';
    function append(c) {
        // we only escape double quotes.
        if (escaped && c !== '"') {
            arg += '\\';
        }
        arg += c;
        escaped = false;
    }
    for (let i = 0; i < argString.length; i++) {
        const c = argString.charAt(i);
        if (c === '"') {
            if (!escaped) {
                inQuotes = !inQuotes;
            }
            else {
                append(c);
            }
            continue;
        }
        if (c === '\\' && escaped) {
            append(c);
            continue;
        }
        if (c === '\\' && inQuotes) {
            escaped = true;
            continue;
        }
        if (c === ' ' && !inQuotes) {
            if (arg.length > 0) {
                args.push(arg);
                arg = '';
            }
            continue;
        }
        append(c);
    }
    if (arg.length > 0) {
        args.push(arg.trim());
    }
    return args;
}
class ExecState extends external_events_.EventEmitter {
    constructor(options, toolPath) {
        super();
        this.processClosed = false; // tracks whether the process has exited and stdio is closed
        this.processError = '';
        this.processExitCode = 0;
        this.processExited = false; // tracks whether the process has exited
        this.processStderr = false; // tracks whether stderr was written to
        this.delay = 10000; // 10 seconds
        this.done = false;
        this.timeout = null;
        if (!toolPath) {
            throw new Error('toolPath must not be empty');
        }
        this.options = options;
        this.toolPath = toolPath;
        if (options.delay) {
            this.delay = options.delay;
        }
    }
    CheckComplete() {
        if (this.done) {
            return;
        }
        if (this.processClosed) {
            this._setResult();
        }
        else if (this.processExited) {
            this.timeout = (0,external_timers_namespaceObject.setTimeout)(ExecState.HandleTimeout, this.delay, this);
        }
    }
    _debug(message) {
        this.emit('debug', message);
    }
    _setResult() {
        // determine whether there is an error
        let error;
        if (this.processExited) {
            if (this.processError) {
                error = new Error(`There was an error when attempting to execute the process '${this.toolPath}'. This may indicate the process failed to start. Error: ${this.processError}`);
            }
            else if (this.processExitCode !== 0 && !this.options.ignoreReturnCode) {
                error = new Error(`The process '${this.toolPath}' failed with exit code ${this.processExitCode}`);
            }
            else if (this.processStderr && this.options.failOnStdErr) {
                error = new Error(`The process '${this.toolPath}' failed because one or more lines were written to the STDERR stream`);
            }
        }
        // clear the timeout
        if (this.timeout) {
            clearTimeout(this.timeout);
            this.timeout = null;
        }
        this.done = true;
        this.emit('done', error, this.processExitCode);
    }
    static HandleTimeout(state) {
        if (state.done) {
            return;
        }
        if (!state.processClosed && state.processExited) {
            const message = `The STDIO streams did not close within ${state.delay / 1000} seconds of the exit event from process '${state.toolPath}'. This may indicate a child process inherited the STDIO streams and has not yet exited.`;
            state._debug(message);
        }
        state._setResult();
    }
}
//# sourceMappingURL=toolrunner.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/exec/lib/exec.js
var exec_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


/**
 * Exec a command.
 * Output will be streamed to the live console.
 * Returns promise with return code
 *
 * @param     commandLine        command to execute (can include additional args). Must be correctly escaped.
 * @param     args               optional arguments for tool. Escaping is handled by the lib.
 * @param     options            optional exec options.  See ExecOptions
 * @returns   Promise<number>    exit code
 */
function exec_exec(commandLine, args, options) {
    return exec_awaiter(this, void 0, void 0, function* () {
        const commandArgs = tr.argStringToArray(commandLine);
        if (commandArgs.length === 0) {
            throw new Error(`Parameter 'commandLine' cannot be null or empty.`);
        }
        // Path to tool to execute should be first arg
        const toolPath = commandArgs[0];
        args = commandArgs.slice(1).concat(args || []);
        const runner = new tr.ToolRunner(toolPath, args, options);
        return runner.exec();
    });
}
/**
 * Exec a command and get the output.
 * Output will be streamed to the live console.
 * Returns promise with the exit code and collected stdout and stderr
 *
 * @param     commandLine           command to execute (can include additional args). Must be correctly escaped.
 * @param     args                  optional arguments for tool. Escaping is handled by the lib.
 * @param     options               optional exec options.  See ExecOptions
 * @returns   Promise<ExecOutput>   exit code, stdout, and stderr
 */
function getExecOutput(commandLine, args, options) {
    return exec_awaiter(this, void 0, void 0, function* () {
        var _a, _b;
        let stdout = '';
        let stderr = '';
        //Using string decoder covers the case where a mult-byte character is split
        const stdoutDecoder = new StringDecoder('utf8');
        const stderrDecoder = new StringDecoder('utf8');
        const originalStdoutListener = (_a = options === null || options === void 0 ? void 0 : options.listeners) === null || _a === void 0 ? void 0 : _a.stdout;
        const originalStdErrListener = (_b = options === null || options === void 0 ? void 0 : options.listeners) === null || _b === void 0 ? void 0 : _b.stderr;
        const stdErrListener = (data) => {
            stderr += stderrDecoder.write(data);
            if (originalStdErrListener) {
                originalStdErrListener(data);
            }
        };
        const stdOutListener = (data) => {
            stdout += stdoutDecoder.write(data);
            if (originalStdoutListener) {
                originalStdoutListener(data);
            }
        };
        const listeners = Object.assign(Object.assign({}, options === null || options === void 0 ? void 0 : options.listeners), { stdout: stdOutListener, stderr: stdErrListener });
        const exitCode = yield exec_exec(commandLine, args, Object.assign(Object.assign({}, options), { listeners }));
        //flush any remaining characters
        stdout += stdoutDecoder.end();
        stderr += stderrDecoder.end();
        return {
            exitCode,
            stdout,
            stderr
        };
    });
}
//# sourceMappingURL=exec.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/platform.js
var platform_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const getWindowsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout: version } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Version"', undefined, {
        silent: true
    });
    const { stdout: name } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Caption"', undefined, {
        silent: true
    });
    return {
        name: name.trim(),
        version: version.trim()
    };
});
const getMacOsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    var _a, _b, _c, _d;
    const { stdout } = yield exec.getExecOutput('sw_vers', undefined, {
        silent: true
    });
    const version = (_b = (_a = stdout.match(/ProductVersion:\s*(.+)/)) === null || _a === void 0 ? void 0 : _a[1]) !== null && _b !== void 0 ? _b : '';
    const name = (_d = (_c = stdout.match(/ProductName:\s*(.+)/)) === null || _c === void 0 ? void 0 : _c[1]) !== null && _d !== void 0 ? _d : '';
    return {
        name,
        version
    };
});
const getLinuxInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout } = yield exec.getExecOutput('lsb_release', ['-i', '-r', '-s'], {
        silent: true
    });
    const [name, version] = stdout.trim().split('\n');
    return {
        name,
        version
    };
});
const platform = external_os_namespaceObject.platform();
const arch = external_os_namespaceObject.arch();
const isWindows = platform === 'win32';
const isMacOS = platform === 'darwin';
const isLinux = platform === 'linux';
function getDetails() {
    return platform_awaiter(this, void 0, void 0, function* () {
        return Object.assign(Object.assign({}, (yield (isWindows
            ? getWindowsInfo()
            : isMacOS
                ? getMacOsInfo()
                : getLinuxInfo()))), { platform,
            arch,
            isWindows,
            isMacOS,
            isLinux });
    });
}
//# sourceMappingURL=platform.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/core.js
var core_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
    /**
     * A code indicating that the action was successful
     */
    ExitCode[ExitCode["Success"] = 0] = "Success";
    /**
     * A code indicating that the action was a failure
     */
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
/**
 * Sets env variable for this action and future actions in the job
 * @param name the name of the variable to set
 * @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    issueCommand('set-env', { name }, convertedVal);
}
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function core_setSecret(secret) {
    issueCommand('add-mask', {}, secret);
}
/**
 * Prepends inputPath to the PATH (for this action and future actions)
 * @param inputPath
 */
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        issueFileCommand('PATH', inputPath);
    }
    else {
        issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${path.delimiter}${process.env['PATH']}`;
}
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
/**
 * Gets the values of an multiline input.  Each value is also trimmed.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string[]
 *
 */
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
/**
 * Gets the input value of the boolean type in the YAML 1.2 "core schema" specification.
 * Support boolean input list: `true | True | TRUE | false | False | FALSE` .
 * The return value is also in boolean type.
 * ref: https://yaml.org/spec/1.2/spec.html#id2804923
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   boolean
 */
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return issueFileCommand('OUTPUT', prepareKeyValueMessage(name, value));
    }
    process.stdout.write(os.EOL);
    issueCommand('set-output', { name }, toCommandValue(value));
}
/**
 * Enables or disables the echoing of commands into stdout for the rest of the step.
 * Echoing is disabled by default if ACTIONS_STEP_DEBUG is not set.
 *
 */
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
/**
 * Sets the action status to failed.
 * When the action exits it will be with an exit code of 1
 * @param message add error issue message
 */
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
/**
 * Gets whether Actions Step Debug is on or not
 */
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function core_debug(message) {
    command_issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    issueCommand('error', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    command_issueCommand('warning', utils_toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
    process.stdout.write(message + external_os_namespaceObject.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
    issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    issue('endgroup');
}
/**
 * Wrap an asynchronous function call in a group.
 *
 * Returns the same type as the function itself.
 *
 * @param name The name of the group
 * @param fn The function to wrap in the group
 */
function group(name, fn) {
    return core_awaiter(this, void 0, void 0, function* () {
        startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
//-----------------------------------------------------------------------
// Wrapper action state
//-----------------------------------------------------------------------
/**
 * Saves state for current action, the state can only be retrieved by this action's post job execution.
 *
 * @param     name     name of the state to store
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return issueFileCommand('STATE', prepareKeyValueMessage(name, value));
    }
    issueCommand('save-state', { name }, toCommandValue(value));
}
/**
 * Gets the value of an state set by this action's main execution.
 *
 * @param     name     name of the state to get
 * @returns   string
 */
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return core_awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}
/**
 * Summary exports
 */

/**
 * @deprecated use core.summary
 */

/**
 * Path exports
 */

/**
 * Platform utilities exports
 */

//# sourceMappingURL=core.js.map
;// CONCATENATED MODULE: ./build/src/errors.js
class TrialError extends Error {
    failures;
    constructor(failures, options) {
        const all = isMany(failures) ? failures : [failures];
        super(all.map((failure) => renderFailure(failure)).join('\n'), options);
        this.name = 'TrialError';
        this.failures = all;
    }
}
function isMany(value) {
    return Array.isArray(value);
}
function renderPlace(place) {
    return [place.file, place.line, place.column].filter((part) => part !== undefined).join(':');
}
/** What is not told already at the very same place. */
function notAmong(told, problems) {
    const places = new Set(told.flatMap(({ where }) => (where ? renderPlace(where) : [])));
    return problems.filter(({ where }) => !where || !places.has(renderPlace(where)));
}
/** The one rendering of a failure: console, annotation and summary show the same words. */
function renderFailure(failure) {
    const head = failure.where ? `${renderPlace(failure.where)}: ${failure.what}` : failure.what;
    const lines = [`${head} [${failure.code}]`];
    if (failure.why)
        lines.push(`  why: ${indent(failure.why)}`);
    if (failure.fix)
        lines.push(`  fix: ${indent(failure.fix)}`);
    for (const line of failure.evidence ?? [])
        lines.push(`  | ${line}`);
    return lines.join('\n');
}
function indent(text) {
    return text.replaceAll('\n', '\n       ');
}
/** DESIGN of the command line: 1 the stack failed its trial, 2 bad input, 3 infrastructure, 130 cancelled. */
function exitCodeOf(failures) {
    const classes = new Set(failures.map((failure) => failure.class));
    if (classes.has('cancelled'))
        return 130;
    if (classes.has('input'))
        return 2;
    if (classes.has('build') || classes.has('test'))
        return 1;
    return 3;
}
function errors_messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}
/** Of whatever was thrown that is no expected failure. */
function bugFailure(error, stage) {
    const stack = error instanceof Error && error.stack ? error.stack.split('\n').slice(1, 12) : [];
    return {
        stage,
        class: 'infrastructure',
        code: 'ST-BUG',
        what: `unexpected error: ${errors_messageOf(error)}`,
        why: 'this is a bug in Sea Trial',
        fix: 'report it with the lines below',
        evidence: stack.map((line) => line.trim()),
    };
}
//# sourceMappingURL=errors.js.map
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject_0 = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");
;// CONCATENATED MODULE: ./build/src/text/count.js
/** `1 image`, `2 images`. */
function count(number, noun, many = `${noun}s`) {
    return `${number} ${number === 1 ? noun : many}`;
}
//# sourceMappingURL=count.js.map
;// CONCATENATED MODULE: ./build/src/owners.js
// Whose the folders are in which a stack may write: a container is root, the runner's user is not, and
// the next checkout has to remove what is left there.



/** Only below the workspace, by what it really is: what a stack makes elsewhere is for its user to know. */
function planOwners(stack, { workspace, real }, { runId }) {
    const root = real.get(workspace) ?? workspace;
    const places = hostPaths(stack).flatMap((source) => {
        const found = real.get(source) ?? source;
        // One that is not there yet is made by the engine, and named as its user wrote it.
        return placeBelow(root, found) ?? placeBelow(workspace, found) ?? [];
    });
    return { runId, workspace: root, places: [...new Set(places)] };
}
function placeBelow(root, found) {
    const place = path.posix.relative(root, found);
    return place === '..' || place.startsWith('../') || path.posix.isAbsolute(place)
        ? undefined
        : place;
}
/** A workspace in which others own more than this is not looked after: it can't be removed anyway. */
const mostExceptions = 200;
/** To be called before anything of the stack is there; gives what there is to say, in words. */
async function rememberOwners(plan, world, cleanup) {
    if (plan.places.length === 0)
        return [];
    const { entries, extent } = await world.owners.foreign(plan, []);
    if (extent === 'none')
        return [];
    if (extent === 'part' || entries.length > mostExceptions) {
        return ['what containers make theirs in the workspace is not given back: it holds too much'];
    }
    cleanup.add({ kind: 'owners', ...plan, except: entries });
    return [];
}
async function takeBack({ runId, workspace, places, except }, owners, signal) {
    const { entries } = await owners.foreign({ workspace, places }, except);
    if (entries.length === 0)
        return { left: [], told: [] };
    const { folders, files, left } = await owners.giveBack({ workspace, entries, except }, { runId, signal });
    const names = entries.slice(0, shownEntries).map((entry) => entry || '.');
    const more = entries.length > shownEntries ? ` and ${entries.length - shownEntries} more` : '';
    const found = `containers left ${names.join(', ')}${more} in the workspace as another user's`;
    const given = folders > 0 ? [`${count(folders, 'folder')} given back to the user of this run`] : [];
    const stay = files > 0 ? [`${count(files, 'file')} can be removed, not written`] : [];
    return { left, told: [`${found}: ${[...given, ...stay].join(', ') || 'nothing given back'}`] };
}
const shownEntries = 5;
function isOwnersUndo(value) {
    return ('runId' in value &&
        typeof value.runId === 'string' &&
        'workspace' in value &&
        typeof value.workspace === 'string' &&
        'places' in value &&
        areTexts(value.places) &&
        'except' in value &&
        areTexts(value.except));
}
function areTexts(value) {
    return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
//# sourceMappingURL=owners.js.map
;// CONCATENATED MODULE: ./build/src/undo.js
// What must be gone at the end, one by one, as data that the post step of a killed run can read back.

/** On a normal end containers may write what stays; a cancelled run has no time for it. */
const graceSeconds = { normal: 2, hurried: 0 };
const done = { left: [], told: [] };
async function undoOne(undo, world, { hurry, signal, onFreed }) {
    const { engine, files, runner, processes } = world;
    switch (undo.kind) {
        case 'stack': {
            const grace = hurry ? graceSeconds.hurried : graceSeconds.normal;
            const options = { graceSeconds: grace, signal, onFreed };
            const { left } = await engine.removeProject(undo, options);
            return { left, told: [] };
        }
        case 'image-tag':
            await engine.removeImageTag(undo.reference, signal);
            return done;
        case 'folder':
            await files.removeFolder(undo.path);
            return done;
        case 'builder':
            return { left: await removeBuilder(undo.name, runner, signal), told: [] };
        case 'processes':
            await processes.end(undo.runId);
            return done;
        case 'owners':
            return takeBack(undo, world.owners, signal);
    }
}
const builderTimeoutMs = 30_000;
async function removeBuilder(name, runner, signal) {
    const argv = ['buildx', 'rm', '--force', name];
    const command = { program: 'docker', argv };
    const { exitCode, stderr } = await runner.run(command, { signal, timeoutMs: builderTimeoutMs });
    // One that was never made, or is gone, is what was wanted.
    return exitCode === 0 || /no builder/.test(stderr) ? [] : [`builder ${name}: ${stderr.trim()}`];
}
function describeUndo(undo) {
    switch (undo.kind) {
        case 'stack':
            return `stack ${undo.project}`;
        case 'image-tag':
            return `image ${undo.reference}`;
        case 'folder':
            return `folder ${undo.path}`;
        case 'builder':
            return `builder ${undo.name}`;
        case 'processes':
            return `processes of the run ${undo.runId}`;
        case 'owners':
            return `the owners of ${undo.places.map((place) => place || '.').join(', ')}`;
    }
}
/** Reads back what `save` wrote; anything else is dropped, as the post step must not die on it. */
function parseUndos(text) {
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        return []; // nothing was saved, or by another version: there is nothing that could be undone
    }
    return Array.isArray(value) ? value.filter(isUndo) : [];
}
function isUndo(value) {
    if (typeof value !== 'object' || value === null || !('kind' in value))
        return false;
    switch (value.kind) {
        case 'stack':
            return 'project' in value && typeof value.project === 'string';
        case 'image-tag':
            return 'reference' in value && typeof value.reference === 'string';
        case 'folder':
            return 'path' in value && typeof value.path === 'string';
        case 'builder':
            return 'name' in value && typeof value.name === 'string';
        case 'processes':
            return 'runId' in value && typeof value.runId === 'string';
        case 'owners':
            return isOwnersUndo(value);
        default:
            return false;
    }
}
//# sourceMappingURL=undo.js.map
;// CONCATENATED MODULE: ./build/src/cleanup.js
// The undo stack: what must be gone at the end, as data, saved before each thing is made, so that
// the post step of a killed run can do what the run itself no longer could.


class Cleanup {
    #undos = [];
    #store;
    #layingUp = Promise.resolve();
    /** When what was laid up holds nothing any more that goes behind it. */
    #freed = Promise.resolve();
    constructor(store) {
        this.#store = store;
    }
    /** To be called before the thing is made: a half-made one is ours too. */
    add(undo) {
        const words = JSON.stringify(undo);
        // A stack is made in parts, and gone at once.
        if (this.#undos.some((known) => JSON.stringify(known) === words))
            return;
        this.#undos.push(undo);
        this.#store.save(this.#undos);
    }
    /**
     * Begins to undo all of a kind, beside what goes on without it and behind what was begun before. It
     * stays on the list until it is gone, so that `run` and the post step try again what is left.
     */
    layUp(kind, world, options) {
        const before = this.#freed;
        const layUp = async (onFreed) => {
            await before;
            const undos = this.#undos.filter((undo) => undo.kind === kind);
            const { open } = await undoAll(undos, world, options, onFreed);
            const gone = undos.filter((undo) => !open.includes(undo));
            this.#undos.splice(0, this.#undos.length, ...this.#undos.filter((one) => !gone.includes(one)));
        };
        this.#freed = new Promise((resolve) => {
            this.#layingUp = Promise.all([this.#layingUp, layUp(resolve)]);
        });
    }
    /**
     * Tries every undo, newest first, and tells what is still there instead of throwing. That stays on
     * the list for the post step: an engine that was busy for seconds may have time at the end of the job.
     */
    async run(world, options) {
        // Two at once would be in each other's way.
        await inTime(this.#layingUp, options.deadline).catch(() => { }); // what is still there is told below
        const { left, told, open } = await undoAll(this.#undos, world, options);
        this.#undos.splice(0, this.#undos.length, ...open);
        try {
            this.#store.save(this.#undos);
            return { left, told };
        }
        catch (error) {
            const saved = `the saved list of what is to be undone: ${messageOf(error)}`;
            return { left: [...left, saved], told };
        }
    }
    /**
     * Leaves the stack and its images up on purpose; everything else still goes. Gives the names of
     * the images, or undefined where no stack was made, so that there is nothing to keep.
     */
    keepStack() {
        if (!this.#undos.some(({ kind }) => kind === 'stack'))
            return undefined;
        const images = this.#undos.flatMap((undo) => (undo.kind === 'image-tag' ? undo.reference : []));
        const others = this.#undos.filter(({ kind }) => !ofAStack.includes(kind));
        this.#undos.splice(0, this.#undos.length, ...others);
        this.#store.save(this.#undos);
        return images;
    }
}
/** A stack that stays up goes on with its files. */
const ofAStack = (/* unused pure expression or super */ null && (['stack', 'image-tag', 'owners']));
/**
 * An image can't go while a container of it is there, nor a thing while something still makes it; and
 * what writes in the workspace must have ended before it is given back.
 */
const order = [
    ['processes'],
    ['stack', 'builder', 'folder'],
    ['image-tag', 'owners'],
];
async function undoAll(undos, world, { hurry, deadline }, onFreed = () => { }) {
    const left = [];
    const told = [];
    const open = [];
    const attempt = async (undo, onFreed) => {
        const undoing = undoOne(undo, world, { hurry, signal: deadline, onFreed });
        const undone = await inTime(undoing, deadline).catch((error) => ({
            left: [`${describeUndo(undo)}: ${errors_messageOf(error)}`],
            told: [],
        }));
        told.push(...undone.told);
        if (undone.left.length === 0)
            return;
        left.push(...undone.left);
        open.push(undo);
    };
    const newestFirst = [...undos].reverse();
    const ends = [];
    /** Until others need not wait for it any more. */
    const begin = (undo) => new Promise((resolve) => ends.push(attempt(undo, resolve).finally(resolve)));
    for (const kinds of order) {
        await Promise.all(newestFirst.filter(({ kind }) => kinds.includes(kind)).map(begin));
    }
    onFreed();
    await Promise.all(ends);
    return { left, told, open: undos.filter((undo) => open.includes(undo)) };
}
/** What restarts an engine takes some seconds; nobody waits longer for one that is gone. */
const backWithinMs = 20_000;
const askEveryMs = 500;
/** Whether the engine answers, now or when it has been restarted. */
async function comesBack({ engine, clock }, deadline) {
    const until = clock.now() + backWithinMs;
    while (!deadline.aborted) {
        const answered = await engine.version().then(() => true, () => false);
        if (answered || clock.now() >= until)
            return answered;
        await clock.sleep(askEveryMs, deadline).catch(() => { }); // ended: the loop looks
    }
    return false;
}
/** Between looks at what a killed run left: the engine takes about as long to give up. */
const settleMs = [1_000, 3_000, 6_000];
/**
 * Undoes, and looks again: an engine goes on for a moment with what a killed client had asked for, and
 * a container that is being made holds its volume and image, or comes into being behind our back.
 */
async function undoUntilQuiet(undos, world, options, sleep) {
    let undone = await undoAll(undos, world, options);
    const told = [...undone.told];
    for (const waitMs of settleMs) {
        if (options.deadline.aborted)
            break;
        await sleep(waitMs);
        undone = await undoAll(undos, world, options);
        told.push(...undone.told);
        if (undone.left.length === 0)
            break;
    }
    return { ...undone, told };
}
/** Not everything that hangs listens to a signal. */
function inTime(work, deadline) {
    return new Promise((resolve, reject) => {
        const late = () => reject(new Error('its time was up'));
        deadline.addEventListener('abort', late, { once: true });
        if (deadline.aborted)
            late();
        work.then(resolve, reject).finally(() => deadline.removeEventListener('abort', late));
    });
}
//# sourceMappingURL=cleanup.js.map
;// CONCATENATED MODULE: external "node:http"
const external_node_http_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");
;// CONCATENATED MODULE: ./build/src/io/engine-json.js
/** The kernel's words. */
const architectures = {
    ...{ x86_64: 'amd64', aarch64: 'arm64', armv7l: 'arm/v7', armv6l: 'arm/v6', i686: '386' },
};
/** As images name it, of what the engine says of its machine. */
function platformOf(info) {
    const machine = engine_json_text(info['Architecture']);
    return `${engine_json_text(info['OSType']) || 'linux'}/${architectures[machine] ?? machine}`;
}
function parseContainer(body) {
    const container = record(JSON.parse(body));
    const config = record(container['Config']);
    const labels = record(config['Labels']);
    const state = record(container['State']);
    const health = record(state['Health']);
    const healthStatus = readHealth(engine_json_text(health['Status']));
    return {
        id: engine_json_text(container['Id']),
        name: engine_json_text(container['Name']).replace(/^\//, ''),
        service: engine_json_text(labels['com.docker.compose.service']),
        replica: Number(engine_json_text(labels['com.docker.compose.container-number']) || 1),
        status: readStatus(engine_json_text(state['Status'])),
        ...(healthStatus && { health: healthStatus }),
        probes: list(health['Log']).map(readProbe),
        exitCode: number(state['ExitCode']),
        oomKilled: state['OOMKilled'] === true,
        restarts: number(container['RestartCount']),
        startedAt: engine_json_text(state['StartedAt']),
        error: engine_json_text(state['Error']),
        image: engine_json_text(container['Image']),
        ports: readPorts(record(record(container['NetworkSettings'])['Ports'])),
        memoryLimit: number(record(container['HostConfig'])['Memory']),
    };
}
function readStatus(status) {
    switch (status) {
        case 'running':
        case 'paused':
        case 'restarting':
        case 'removing':
        case 'exited':
        case 'dead':
            return status;
        default:
            return 'created';
    }
}
function readHealth(status) {
    return status === 'starting' || status === 'healthy' || status === 'unhealthy'
        ? status
        : undefined;
}
function readProbe(value) {
    const probe = record(value);
    const durationMs = Date.parse(engine_json_text(probe['End'])) - Date.parse(engine_json_text(probe['Start']));
    return {
        exitCode: number(probe['ExitCode']),
        output: engine_json_text(probe['Output']),
        durationMs: Math.max(0, durationMs || 0),
    };
}
function readPorts(ports) {
    return Object.entries(ports).flatMap(([key, bindings]) => {
        const [target, protocol = 'tcp'] = key.split('/');
        return list(bindings).map((binding) => ({
            target: Number(target),
            protocol,
            hostIp: engine_json_text(record(binding)['HostIp']),
            hostPort: Number(engine_json_text(record(binding)['HostPort'])),
        }));
    });
}
/** One entry of the list of containers; a port that is only exposed has no public one. */
function parseHolders(container) {
    const name = engine_json_text(list(container['Names'])[0]).replace(/^\//, '');
    return records(container['Ports'])
        .filter((port) => number(port['PublicPort']) > 0)
        .map((port) => ({
        port: number(port['PublicPort']),
        protocol: engine_json_text(port['Type']),
        hostIp: engine_json_text(port['IP']),
        by: `the container ${name}`,
    }));
}
function parseImage(said) {
    const image = record(said);
    return {
        id: engine_json_text(image['Id']),
        bytes: number(image['Size']),
        repoDigests: list(image['RepoDigests']).map(engine_json_text),
    };
}
/**
 * The engine tells the layers without their sizes, and the sizes, last first, without their layers:
 * steps that made no layer have none, and so may an empty layer, so only equal counts can be paired.
 */
function parseLayers(image, history) {
    const diffIds = list(record(record(image)['RootFS'])['Layers']).map(engine_json_text);
    const sizes = list(history).map((step) => number(record(step)['Size']));
    const made = sizes.filter((bytes) => bytes > 0).reverse();
    const total = made.reduce((sum, bytes) => sum + bytes, 0);
    const paired = made.length === diffIds.length;
    return diffIds.map((diffId, index) => ({
        diffId,
        bytes: paired ? (made[index] ?? 0) : Math.round(total / diffIds.length),
    }));
}
/** Undefined where the image says nothing about it. */
function parseImageHealthcheck(said) {
    const test = record(record(record(said)['Config'])['Healthcheck']);
    const command = list(test['Test']);
    if (command.length === 0 || command[0] === 'NONE')
        return undefined;
    const milliseconds = (field) => number(test[field]) / nanosecondsInMillisecond;
    return {
        intervalMs: milliseconds('Interval'),
        timeoutMs: milliseconds('Timeout'),
        startPeriodMs: milliseconds('StartPeriod'),
        startIntervalMs: milliseconds('StartInterval'),
        retries: number(test['Retries']),
    };
}
const nanosecondsInMillisecond = 1e6;
/** The engine writes one JSON document after another; a chunk may end anywhere. */
async function* parseEvents(stream) {
    let rest = '';
    const decoder = new TextDecoder();
    for await (const chunk of stream) {
        rest += decoder.decode(chunk, { stream: true });
        const lines = rest.split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) {
            if (line.trim() === '')
                continue;
            const event = record(JSON.parse(line));
            const actor = record(event['Actor']);
            const exitCode = engine_json_text(record(actor['Attributes'])['exitCode']);
            yield {
                id: engine_json_text(actor['ID']),
                action: engine_json_text(event['Action']),
                ...(exitCode !== '' && { exitCode: Number(exitCode) }),
            };
        }
    }
}
/** Without a TTY the engine frames each piece of a log: stream, 3 zeros, length, bytes. */
function unframeLogs(body) {
    const framed = body.length >= 8 && body[1] === 0 && body[2] === 0 && body[3] === 0;
    const pieces = [];
    for (let at = 0; framed && at + 8 <= body.length;) {
        const length = body.readUInt32BE(at + 4);
        pieces.push(body.subarray(at + 8, at + 8 + length));
        at += 8 + length;
    }
    const whole = framed ? Buffer.concat(pieces) : body;
    const lines = whole.toString().split('\n');
    if (lines.at(-1) === '')
        lines.pop();
    return lines;
}
function engine_json_text(value) {
    return typeof value === 'string' ? value : '';
}
function number(value) {
    return typeof value === 'number' ? value : 0;
}
function record(value) {
    return typeof value === 'object' && value !== null ? value : {};
}
function list(value) {
    return Array.isArray(value) ? value : [];
}
function engineMessage(body) {
    try {
        const value = JSON.parse(body.toString());
        if (isRecord(value) && typeof value['message'] === 'string')
            return value['message'];
    }
    catch {
        // Not JSON: a proxy in between; its text is all there is.
    }
    return body.toString().slice(0, 500);
}
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function records(value) {
    return Array.isArray(value) ? value.filter(isRecord) : [];
}
//# sourceMappingURL=engine-json.js.map
;// CONCATENATED MODULE: external "node:child_process"
const external_node_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");
;// CONCATENATED MODULE: external "node:events"
const external_node_events_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");
;// CONCATENATED MODULE: external "node:stream"
const external_node_stream_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");
;// CONCATENATED MODULE: ./build/src/io/engine-route.js
// The way to an engine: its unix socket, plain TCP, or a `docker system dial-stdio` of its context.




/** For what a program that has ended wrote before. */
const lastWordsMs = 200;
/**
 * A container that ends keeps its call for a second or two in which the engine mostly waits: with 16 at
 * once a trial of fifty services took 6 % longer. A way through another machine costs a process each.
 */
const atOnce = { socket: 40, tcp: 40, dial: 6 };
function routeTo({ way, hostname }) {
    const agent = new external_node_http_namespaceObject.Agent({ keepAlive: true, maxSockets: atOnce[way.kind] });
    if (way.kind === 'socket')
        return { agent, where: { socketPath: way.path } };
    // An IPv6 address has brackets in URLs only.
    const host = hostname.replace(/^\[|\]$/g, '');
    if (way.kind === 'tcp')
        return { agent, where: { hostname: host, port: way.port } };
    agent.createConnection = () => dial(way.program, way.env);
    return { agent, where: { hostname: host, port: 0 } };
}
/** One connection to the engine, as the CLI would make it; the process ends with it. */
function dial(program, env) {
    const child = (0,external_node_child_process_namespaceObject.spawn)(program, ['system', 'dial-stdio'], { env, stdio: 'pipe' });
    let said = '';
    child.stderr.on('data', (chunk) => {
        said += chunk.toString();
    });
    const stream = new external_node_stream_namespaceObject.Duplex({
        read: () => void child.stdout.resume(),
        write(chunk, _, done) {
            // Where nobody reads any more, the process has an end, and that tells why.
            child.stdin.write(chunk, (error) => error ?? done());
        },
        final: (done) => void child.stdin.end(done),
        destroy(error, done) {
            child.kill();
            done(error);
        },
    });
    child.stdin.on('error', () => { }); // see `write`
    child.stdout.on('data', (chunk) => {
        if (!stream.push(chunk))
            child.stdout.pause();
    });
    ended(child).then((code) => {
        if (code === 0)
            stream.push(null);
        else
            stream.destroy(new Error(said.trim().split('\n').at(-1) || `exit code ${code}`));
    }, stream.destroy.bind(stream));
    return keptAlive(stream, child);
}
/** With all that it said; but a master connection of SSH that stays keeps stderr open. */
async function ended(child) {
    const [[code]] = await Promise.all([(0,external_node_events_namespaceObject.once)(child, 'exit'), (0,external_node_events_namespaceObject.once)(child.stdout, 'end')]);
    await (0,external_node_events_namespaceObject.once)(child.stderr, 'end', { signal: AbortSignal.timeout(lastWordsMs) }).catch(() => { });
    return code;
}
/** An idle connection of the agent must not keep a finished run alive. */
function keptAlive(stream, child) {
    const parts = [child, child.stdin, child.stdout, child.stderr];
    const all = (word) => () => {
        for (const part of parts)
            part[word]();
        return stream;
    };
    const same = () => stream;
    const timing = { setKeepAlive: same, setTimeout: same, setNoDelay: same };
    return Object.assign(stream, timing, { ref: all('ref'), unref: all('unref') });
}
//# sourceMappingURL=engine-route.js.map
;// CONCATENATED MODULE: ./build/src/io/whole-answer.js
/** Nothing is wrong but that it came too late. */
class LateAnswer extends Error {
}
/** `send` ends the request, at once or when all of its content has flowed. */
function wholeAnswer(request, { signal, timeoutMs, most }, send = (one) => one.end()) {
    return new Promise((resolve, reject) => {
        const end = () => {
            clearTimeout(timer);
            signal.removeEventListener('abort', cancel);
        };
        const fail = (error) => {
            end();
            reject(error);
            request.destroy();
        };
        const cancel = () => fail(signal.reason);
        const timer = setTimeout(() => fail(new LateAnswer(`no whole answer within ${timeoutMs}ms`)), timeoutMs);
        request.on('error', fail); // stays, for what a request that was given up has to say
        if (signal.aborted)
            return cancel();
        signal.addEventListener('abort', cancel);
        request.on('response', (response) => {
            const chunks = [];
            let size = 0;
            response.on('error', fail);
            response.on('data', (chunk) => {
                chunks.push(chunk);
                size += chunk.length;
                if (most && size > most.bytes)
                    fail(new Error(most.why));
            });
            response.on('end', () => {
                end();
                const body = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
                resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
            });
        });
        send(request);
    });
}
//# sourceMappingURL=whole-answer.js.map
;// CONCATENATED MODULE: ./build/src/io/engine-connection.js
// One request to the Docker Engine and its answer: in time, or a failure in words.





/** A start or a removal may wait for disks and networks; a look waits for nothing. */
const usualDeadlines = { lookMs: 30_000, deedMs: 120_000 };
class EngineConnection {
    #looks;
    /** With connections of their own: a look must not wait behind fifty starts. */
    #deeds;
    #signal;
    #deadlines;
    constructor(address, { signal, deadlines } = {}) {
        this.#looks = routeTo(address);
        this.#deeds = routeTo(address);
        this.#signal = signal ?? new AbortController().signal;
        this.#deadlines = deadlines ?? usualDeadlines;
    }
    async json(method, path, signal) {
        const body = await this.body(method, path, signal);
        if (body.length === 0)
            return undefined;
        try {
            return JSON.parse(body.toString());
        }
        catch {
            throw refusal({ status: 200, body }); // something else answers where the engine should be
        }
    }
    async body(method, path, signal) {
        const answer = await this.call(method, path, signal);
        if (isRefusal(answer.status))
            throw refusal(answer);
        return answer.body;
    }
    call(method, path, signal = this.#signal) {
        const timeoutMs = this.#deadlineOf(method);
        return this.#inWords({ method, path, signal }, () => wholeAnswer(this.#request(method, path), { signal, timeoutMs }));
    }
    /** An answer that goes on: only its beginning has a deadline. */
    open(method, path, signal = this.#signal) {
        return this.#inWords({ method, path, signal }, async () => {
            const request = this.#request(method, path, signal);
            const late = new LateAnswer();
            const timer = setTimeout(() => request.destroy(late), this.#deadlineOf(method));
            try {
                return await new Promise((resolve, reject) => {
                    request.on('error', reject);
                    request.on('response', resolve);
                    request.end();
                });
            }
            finally {
                clearTimeout(timer);
            }
        });
    }
    async #inWords({ method, path, signal }, work) {
        signal.throwIfAborted();
        try {
            return await work();
        }
        catch (error) {
            if (signal.aborted)
                throw error;
            if (!(error instanceof LateAnswer))
                throw unreachable(error);
            const asked = `${method} ${path.replace(/\?.*/, '')}`;
            const deadline = `${this.#deadlineOf(method) / 1000} s`;
            throw unreachable(new Error(`it said nothing to ${asked} within ${deadline}`));
        }
    }
    #deadlineOf(method) {
        return method === 'GET' ? this.#deadlines.lookMs : this.#deadlines.deedMs;
    }
    #request(method, path, signal) {
        const { agent, where } = method === 'GET' ? this.#looks : this.#deeds;
        return external_node_http_namespaceObject.request({ ...where, method, path, agent, ...(signal && { signal }) });
    }
}
/** The rest of an answer that was opened. */
async function restOf(response) {
    const chunks = [];
    for await (const chunk of response)
        chunks.push(chunk);
    return { status: response.statusCode ?? 0, body: Buffer.concat(chunks) };
}
function isRefusal(status) {
    return status === undefined || status >= 400;
}
/** The engine's own words are the message, for those who tell them in a sentence of theirs. */
function refusal({ status, body }) {
    const words = engineMessage(body) || `it answered with status ${status}`;
    const error = new TrialError({
        stage: 'plan',
        class: 'infrastructure',
        code: 'ST-ENGINE',
        what: 'the Docker Engine refused what it was asked for',
        why: words,
        fix: 'mend what it names and run the trial again',
    });
    error.message = words;
    return error;
}
function unreachable(cause) {
    return new TrialError({
        stage: 'plan',
        class: 'infrastructure',
        code: 'ST-ENGINE',
        what: 'the Docker Engine does not answer',
        why: errors_messageOf(cause),
        fix: 'start Docker, or check DOCKER_HOST and the rights on the socket (docker info tells)',
    }, { cause });
}
//# sourceMappingURL=engine-connection.js.map
;// CONCATENATED MODULE: ./build/src/io/engine-removal.js
// Takes a project down: containers first, then the networks and volumes that they used.




class ProjectRemoval {
    #connection;
    /** The query that finds what belongs to the project. */
    #query;
    #options;
    #left = [];
    constructor(connection, query, options) {
        this.#connection = connection;
        this.#query = query;
        this.#options = options;
    }
    async run() {
        const { graceSeconds, onFreed } = this.#options;
        const [listed, volumes] = await Promise.all([
            this.#ask('GET', `/containers/json?all=1&${this.#query}`),
            // Those that containers make while they end are found when the containers are gone.
            this.#volumes().catch(() => []),
        ]);
        const containers = records(listed);
        const grace = (container) => container['State'] === 'running' && outlives(container, volumes) ? graceSeconds : 0;
        const holds = new Holds(containers, volumes);
        const gone = Promise.all(containers.map(async (one) => {
            await this.#end(one, grace(one));
            await this.#early(holds.freedBy(one).map(volumePath));
        }));
        const areFew = containers.length <= fewContainers;
        const early = areFew ? this.#networksOfDead(containers, gone) : Promise.resolve();
        await gone;
        const going = areFew ? [early.then(() => this.#networksLeft())] : await this.#endNetworks();
        onFreed?.(); // behind them: in line after forty images they would be the last to go
        await Promise.all([
            ...going,
            this.#attempt('volumes', async () => {
                const names = await this.#volumes();
                await Promise.all(names.map((name) => this.#remove(volumePath(name), `volume ${name}`)));
            }),
        ]);
        return { left: this.#left };
    }
    /**
     * A container leaves its networks when it dies, a tenth of a second and more before the engine has
     * collected its garbage, one container after the other; and a network takes longer than that.
     */
    async #networksOfDead(containers, gone) {
        const over = new AbortController();
        const until = AbortSignal.any([this.#options.signal, over.signal]);
        const deaths = containers.map(({ Id }) => 
        // One that is gone by then is dead, too.
        this.#connection.call('POST', `/containers/${engine_json_text(Id)}/wait`, until).catch(() => { }));
        // Where one does not die, its removal has an end all the same, and nobody asks any more.
        await Promise.race([Promise.all(deaths), gone]);
        over.abort();
        const networks = await this.#networks().catch(() => []);
        await this.#early(networks.map(networkPath));
    }
    /** What does not go yet is tried once more when all containers are gone, and told then. */
    async #early(paths) {
        const { signal } = this.#options;
        await Promise.allSettled(paths.map((path) => removeThing(this.#connection, path, signal)));
    }
    async #networksLeft() {
        await Promise.all(await this.#endNetworks());
    }
    /** They are going: the kernel takes its time for each. */
    async #endNetworks() {
        let networks = [];
        await this.#attempt('networks', async () => {
            networks = await this.#networks();
        });
        return networks.map((one) => this.#remove(networkPath(one), `network ${engine_json_text(one['Name'])}`));
    }
    async #networks() {
        return records(await this.#ask('GET', `/networks?${this.#query}`));
    }
    async #end(container, graceSeconds) {
        const id = engine_json_text(container['Id']);
        const name = `container ${id.slice(0, 12)}`;
        if (graceSeconds > 0) {
            const stop = `/containers/${id}/stop?t=${graceSeconds}`;
            await this.#attempt(name, () => this.#connection.call('POST', stop, this.#options.signal));
        }
        await this.#remove(`/containers/${id}?force=1&v=1`, name);
    }
    async #volumes() {
        const volumes = await this.#ask('GET', `/volumes?${this.#query}`);
        return records(isRecord(volumes) ? volumes['Volumes'] : []).map((v) => engine_json_text(v['Name']));
    }
    #ask(method, path) {
        return this.#connection.json(method, path, this.#options.signal);
    }
    #remove(path, what) {
        return this.#attempt(what, () => removeThing(this.#connection, path, this.#options.signal));
    }
    async #attempt(what, work) {
        try {
            await work();
        }
        catch (error) {
            this.#left.push(`${what}: ${errors_messageOf(error)}`);
        }
    }
}
/** Which containers keep a volume from going. */
class Holds {
    #holders;
    constructor(containers, volumes) {
        this.#holders = new Map(volumes.map((volume) => {
            const holding = containers.filter((one) => mountedBy(one).includes(volume));
            return [volume, new Set(holding)];
        }));
    }
    /** The volumes of which it was the last holder. */
    freedBy(container) {
        return mountedBy(container).filter((volume) => {
            const holders = this.#holders.get(volume);
            return holders?.delete(container) === true && holders.size === 0;
        });
    }
}
function mountedBy(container) {
    return records(container['Mounts']).map((mount) => engine_json_text(mount['Name']));
}
function volumePath(name) {
    return `/volumes/${encodeURIComponent(name)}`;
}
function networkPath(network) {
    return `/networks/${engine_json_text(network['Id'])}`;
}
/** What is gone already is as good as removed. */
async function removeThing(connection, path, signal) {
    const answer = await connection.call('DELETE', path, signal);
    if (isRefusal(answer.status) && answer.status !== 404)
        throw refusal(answer);
}
/** Of more than these the images take longer than the networks, and each question costs us, too. */
const fewContainers = 16;
/** Then twice as long each time; the longer, the more go: a look costs the engine a third of a removal. */
const firstLookMs = 100;
const lookLaterMs = 10;
/**
 * The engine answers when it has collected all garbage, a third of a second for each image where there
 * is much, one image after the other. That the name is gone is known long before, and nobody waits for
 * the rest.
 */
class ImageRemovals {
    #connection;
    #going = 0;
    constructor(connection) {
        this.#connection = connection;
    }
    async remove(reference, signal) {
        this.#going += 1;
        try {
            await this.#untilGone(`/images/${encodeURIComponent(reference)}`, signal);
        }
        finally {
            this.#going -= 1;
        }
    }
    async #untilGone(path, signal) {
        const enough = new AbortController();
        const until = AbortSignal.any([signal, enough.signal]);
        let ended = false;
        const removing = removeThing(this.#connection, `${path}?noprune=0`, until).finally(() => {
            ended = true;
        });
        const settled = removing.catch(() => { }); // awaited below, unless it was ended by us
        try {
            for (let factor = 1; !ended; factor *= 2) {
                await Promise.race([settled, (0,promises_namespaceObject.setTimeout)(factor * (firstLookMs + this.#going * lookLaterMs))]);
                if (ended)
                    break;
                const look = await this.#connection.call('GET', `${path}/json`, signal);
                if (look.status === 404)
                    return;
            }
            await removing;
        }
        finally {
            enough.abort();
        }
    }
}
/** Only what it writes to a place that stays can be read by anyone later; nobody waits for the rest. */
function outlives(container, ownVolumes) {
    return records(container['Mounts']).some((mount) => {
        if (mount['RW'] === false)
            return false;
        const name = engine_json_text(mount['Name']);
        if (mount['Type'] !== 'volume')
            return mount['Type'] !== 'tmpfs';
        return !isAnonymous(name) && !ownVolumes.includes(name);
    });
}
/** It goes with its container. */
function isAnonymous(volume) {
    return /^[0-9a-f]{64}$/.test(volume);
}
//# sourceMappingURL=engine-removal.js.map
;// CONCATENATED MODULE: external "node:fs/promises"
const external_node_fs_promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");
;// CONCATENATED MODULE: ./build/src/io/host-ports.js
// Which processes of this machine listen on a port, from what the kernel shows in /proc.

/** The state column: sockets that wait for others. */
const listening = { tcp: '0A', udp: '07' };
async function processesOn(ports) {
    const tables = await Promise.all(['tcp', 'udp'].flatMap((protocol) => ['', '6'].map(async (family) => {
        const table = await (0,external_node_fs_promises_namespaceObject.readFile)(`/proc/net/${protocol}${family}`, 'utf8').catch(() => '');
        return parseSockets(table, protocol); // another system has no /proc: its engine will tell
    })));
    const sockets = tables.flat().filter(({ port }) => ports.includes(port));
    if (sockets.length === 0)
        return [];
    const owners = await ownersOf(new Set(sockets.map(({ inode }) => inode)));
    return sockets.map(({ port, protocol, hostIp, inode }) => ({
        port,
        protocol,
        hostIp,
        by: owners.get(inode) ?? 'a process of this machine',
    }));
}
function parseSockets(table, protocol) {
    return table
        .split('\n')
        .slice(1)
        .flatMap((line) => {
        const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/);
        const [address = '', port = ''] = local.split(':');
        if (state !== listening[protocol] || inode === undefined)
            return [];
        return [{ port: Number.parseInt(port, 16), protocol, hostIp: addressText(address), inode }];
    });
}
/** The kernel writes each word of an address backwards; only "all of them" and IPv4 are told apart. */
function addressText(hex) {
    if (/^0+$/.test(hex))
        return '';
    if (hex.length !== 8)
        return hex === '00000000000000000000000001000000' ? '::1' : hex;
    return (hex.match(/../g) ?? [])
        .reverse()
        .map((byte) => Number.parseInt(byte, 16))
        .join('.');
}
async function ownersOf(inodes) {
    const owners = new Map();
    const processes = (await (0,external_node_fs_promises_namespaceObject.readdir)('/proc')).filter((name) => /^\d+$/.test(name));
    await Promise.all(processes.map(async (pid) => {
        // A process that ends meanwhile, or is someone else's, shows nothing.
        const open = await (0,external_node_fs_promises_namespaceObject.readdir)(`/proc/${pid}/fd`).catch(() => []);
        for (const fd of open) {
            const target = await (0,external_node_fs_promises_namespaceObject.readlink)(`/proc/${pid}/fd/${fd}`).catch(() => '');
            const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1];
            if (inode === undefined || !inodes.has(inode))
                continue;
            const name = await (0,external_node_fs_promises_namespaceObject.readFile)(`/proc/${pid}/comm`, 'utf8').catch(() => '');
            owners.set(inode, `the process ${name.trim() || '?'} (pid ${pid})`);
        }
    }));
    return owners;
}
//# sourceMappingURL=host-ports.js.map
;// CONCATENATED MODULE: ./build/src/io/image-memory.js
// What the engine said of images. Behind a digest it never changes, and an answer costs an engine with
// the containerd store twenty milliseconds of a processor: so each question is asked once.
class ImageMemory {
    #known = new Map();
    /** A name may mean another image by now, and is asked for anew. */
    recall(question, reference, ask) {
        const digest = /sha256:[0-9a-f]{64}$/.exec(reference)?.[0];
        if (digest === undefined)
            return ask();
        const known = this.#known.get(keyOf(question, digest));
        if (known !== undefined)
            return known;
        const answer = ask();
        this.#known.set(keyOf(question, digest), answer);
        const forget = () => this.#known.delete(keyOf(question, digest));
        answer.then((value) => value === undefined && forget(), forget);
        return answer;
    }
    /** What was said when it was asked for by name. */
    learn(digest, image) {
        this.#known.set(keyOf('image', digest), Promise.resolve(image));
    }
}
function keyOf(question, digest) {
    return `${question} ${digest}`;
}
/** With its manifests, of which older engines know nothing: they ignore the question. */
function imagePath(question, reference) {
    const path = `/images/${encodeURIComponent(reference)}`;
    return question === 'history' ? `${path}/history` : `${path}/json?manifests=1`;
}
//# sourceMappingURL=image-memory.js.map
;// CONCATENATED MODULE: ./build/src/io/arrivals.js
// What arrives while the last of it is dealt with, handed over at once.
class Arrivals {
    #waiting = [];
    #failure;
    #wake = () => { };
    push(item) {
        this.#waiting.push(item);
        this.#wake();
    }
    /** After all that arrived before. */
    fail(error) {
        this.#failure ??= { error };
        this.#wake();
    }
    async *[Symbol.asyncIterator]() {
        for (;;) {
            if (this.#waiting.length > 0) {
                const arrived = this.#waiting;
                this.#waiting = [];
                yield arrived;
            }
            else if (this.#failure)
                throw this.#failure.error;
            else {
                await new Promise((resolve) => {
                    this.#wake = resolve;
                });
            }
        }
    }
}
//# sourceMappingURL=arrivals.js.map
;// CONCATENATED MODULE: ./build/src/io/looks.js
// Looks at things that change, side by side: one that answers late makes no other one late.

class Looks {
    #look;
    #arrivals = new Arrivals();
    /** Under way; true: it has changed since, and is looked at once more. */
    #open = new Map();
    constructor(look) {
        this.#look = look;
    }
    at(id) {
        if (this.#open.has(id)) {
            this.#open.set(id, true);
            return;
        }
        this.#open.set(id, false);
        this.#look(id).then((state) => {
            this.#arrivals.push({ id, state });
            const hasChanged = this.#open.get(id);
            this.#open.delete(id);
            if (hasChanged)
                this.at(id);
        }, (error) => this.fail(error));
    }
    /** What was seen before is handed over all the same. */
    fail(error) {
        this.#arrivals.fail(error);
    }
    [Symbol.asyncIterator]() {
        return this.#arrivals[Symbol.asyncIterator]();
    }
}
//# sourceMappingURL=looks.js.map
;// CONCATENATED MODULE: ./build/src/io/engine.js
// The Docker Engine over its own API: a call takes milliseconds where a CLI process takes a hundred.







const projectLabel = 'com.docker.compose.project';
const runLabel = 'sea-trial.run';
class DockerEngine {
    host;
    #connection;
    #local;
    #images;
    #removals;
    constructor(address, { images = new ImageMemory(), ...options } = {}) {
        this.#images = images;
        this.#connection = new EngineConnection(address, options);
        this.#removals = new ImageRemovals(this.#connection);
        this.host = address.hostname;
        this.#local = address.way.kind === 'socket';
    }
    async version() {
        const info = await this.#connection.json('GET', '/info');
        const status = isRecord(info) ? info['DriverStatus'] : undefined;
        const containerdStore = JSON.stringify(status ?? '').includes('io.containerd.snapshotter');
        const registries = isRecord(info) ? info['RegistryConfig'] : undefined;
        const indexes = isRecord(registries) ? registries['IndexConfigs'] : undefined;
        const insecureRegistries = Object.entries(isRecord(indexes) ? indexes : {}).flatMap(([name, index]) => (isRecord(index) && index['Secure'] === false ? [name] : []));
        const version = isRecord(info) ? engine_json_text(info['ServerVersion']) : '';
        const platform = platformOf(isRecord(info) ? info : {});
        return { version, containerdStore, platform, insecureRegistries };
    }
    async containers(project, signal) {
        const listed = await this.#connection.json('GET', `/containers/json?all=1&${ofProject(project)}`, signal);
        const ids = records(listed).map(({ Id }) => engine_json_text(Id));
        const states = await Promise.all(ids.map((id) => this.#inspect(id, signal)));
        return states.filter((state) => state !== undefined);
    }
    async *follow(project, signal) {
        const query = filters({ type: ['container'], label: [`${projectLabel}=${project}`] });
        // The stream is open before the first look, so no change falls between the two.
        const stream = await this.#connection.open('GET', `/events?${query}`, signal);
        try {
            if (isRefusal(stream.statusCode))
                throw refusal(await restOf(stream));
            const states = new Map();
            for (const state of await this.containers(project, signal))
                states.set(state.id, state);
            yield [...states.values()];
            const deaths = new Deaths();
            const looks = new Looks((id) => this.#inspect(id, signal));
            lookWhereItChanges(parseEvents(stream), deaths, looks).catch((error) => looks.fail(error));
            for await (const seen of looks) {
                for (const { id, state } of seen) {
                    const lastExit = deaths.last(id);
                    if (state)
                        states.set(id, { ...state, ...(lastExit && { lastExit }) });
                    else
                        states.delete(id);
                }
                yield [...states.values()];
            }
        }
        catch (error) {
            throw signal.aborted || error instanceof TrialError ? error : unreachable(error);
        }
        finally {
            stream.destroy();
        }
    }
    async portHolders(ports) {
        const running = records(await this.#connection.json('GET', '/containers/json'));
        const containers = running.flatMap(parseHolders);
        // The ports of another machine are not in our /proc.
        const processes = this.#local ? await processesOn(ports) : [];
        return [...containers, ...processes].filter(({ port }) => ports.includes(port));
    }
    async start(containerId) {
        await this.#connection.json('POST', `/containers/${containerId}/start`);
    }
    async tailOf(containerId, lines) {
        const query = `stdout=1&stderr=1&tail=${lines}`;
        return unframeLogs(await this.#connection.body('GET', `/containers/${containerId}/logs?${query}`));
    }
    async image(reference) {
        const said = await this.#ask('image', reference);
        if (said === undefined)
            return undefined;
        const image = parseImage(said);
        this.#images.learn(image.id, said);
        return image;
    }
    async healthcheckOf(reference) {
        return parseImageHealthcheck(await this.#recall('image', reference));
    }
    async layers(reference) {
        const [image, history] = await Promise.all([
            this.#recall('image', reference),
            this.#recall('history', reference),
        ]);
        return image === undefined || history === undefined ? [] : parseLayers(image, history);
    }
    #recall(question, reference) {
        return this.#images.recall(question, reference, () => this.#ask(question, reference));
    }
    /** Undefined where there is no such image. */
    async #ask(question, reference) {
        const answer = await this.#connection.call('GET', imagePath(question, reference));
        if (answer.status === 404)
            return undefined;
        if (isRefusal(answer.status))
            throw refusal(answer);
        return JSON.parse(answer.body.toString());
    }
    async tag(image, repository, tag) {
        const query = new URLSearchParams({ repo: repository, tag });
        await this.#connection.json('POST', `/images/${encodeURIComponent(image)}/tag?${query}`);
    }
    removeProject({ project, runId }, options) {
        return new ProjectRemoval(this.#connection, ofProject(project, runId), options).run();
    }
    removeImageTag(reference, signal) {
        return this.#removals.remove(reference, signal);
    }
    async #inspect(id, signal) {
        const answer = await this.#connection.call('GET', `/containers/${id}/json`, signal);
        if (answer.status === 404)
            return undefined;
        if (isRefusal(answer.status))
            throw refusal(answer);
        return parseContainer(answer.body.toString());
    }
}
/** How containers ended, from events: the engine tells of lack of memory before it tells of the death. */
class Deaths {
    #exits = new Map();
    #oomKilled = new Set();
    learn({ id, action, exitCode }) {
        if (action === 'oom')
            this.#oomKilled.add(id);
        if (exitCode !== undefined && action === 'die') {
            this.#exits.set(id, { exitCode, oomKilled: this.#oomKilled.delete(id) });
        }
    }
    last(id) {
        return this.#exits.get(id);
    }
}
/** As long as there are events, which an engine that goes on has no end of. */
async function lookWhereItChanges(events, deaths, looks) {
    const probesStarted = new Map();
    for await (const event of events) {
        deaths.learn(event);
        if (worthALook(event, probesStarted))
            looks.at(event.id);
    }
    throw new Error('its stream of events ended');
}
/**
 * A probe changes no state, but the first few tell whether it can be run at all. The start of one
 * is when the result of the one before is known: the engine tells of no end of one that can't run.
 */
const probesLookedAt = 6;
function worthALook({ id, action }, probesStarted) {
    if (action === 'start')
        probesStarted.delete(id);
    if (!action.startsWith('exec_'))
        return true;
    if (!action.startsWith('exec_start'))
        return false;
    const nth = (probesStarted.get(id) ?? 0) + 1;
    probesStarted.set(id, nth);
    return nth > 1 && nth <= probesLookedAt;
}
function ofProject(project, runId) {
    const run = runId === undefined ? [] : [`${runLabel}=${runId}`];
    return filters({ label: [`${projectLabel}=${project}`, ...run] });
}
function filters(value) {
    return `filters=${encodeURIComponent(JSON.stringify(value))}`;
}
//# sourceMappingURL=engine.js.map
;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");
;// CONCATENATED MODULE: ./build/src/io/programs.js
// Which program a name means: never one that a pull request can have put there.


/** The first executable of PATH that no pull request can have put there. */
function findProgram(name, searchPath, untrusted) {
    return trustedFolders(searchPath, untrusted)
        .map((folder) => external_node_path_namespaceObject_0.join(folder, name))
        .find(isProgram);
}
/**
 * For docker and git, which look in PATH themselves for plugins, credential helpers, ssh and git: npx
 * and npm scripts put node_modules/.bin first.
 */
function toolEnvironment(env, untrusted) {
    const { PATH } = env;
    if (PATH === undefined)
        return env;
    return { ...env, PATH: trustedFolders(PATH, untrusted).join(external_node_path_namespaceObject_0.delimiter) };
}
function trustedFolders(searchPath, untrusted) {
    return searchPath
        .split(external_node_path_namespaceObject_0.delimiter)
        .filter((folder) => external_node_path_namespaceObject_0.isAbsolute(folder))
        .filter((folder) => !isBelowAny(folder, untrusted));
}
function isBelowAny(place, folders) {
    const real = realPath(place);
    return folders.some((folder) => isBelow(real, realPath(folder)));
}
function isProgram(candidate) {
    try {
        (0,external_node_fs_namespaceObject.accessSync)(candidate, external_node_fs_namespaceObject.constants.X_OK);
        return (0,external_node_fs_namespaceObject.statSync)(candidate).isFile(); // a folder may be "executed" too
    }
    catch {
        return false; // not here or not executable: the next folder may have it
    }
}
/** Links resolved: a workspace has more than one name where its path holds a link. */
function realPath(folder) {
    try {
        return (0,external_node_fs_namespaceObject.realpathSync)(folder);
    }
    catch {
        return external_node_path_namespaceObject_0.resolve(folder); // not there: nothing in it can be run either
    }
}
function isBelow(folder, root) {
    const relative = external_node_path_namespaceObject_0.relative(root, folder);
    const isOutside = relative === '..' || relative.startsWith(`..${external_node_path_namespaceObject_0.sep}`);
    return !isOutside && !external_node_path_namespaceObject_0.isAbsolute(relative);
}
//# sourceMappingURL=programs.js.map
;// CONCATENATED MODULE: ./build/src/io/engine-address.js
// Which engine the docker CLI of this machine would talk to, and how we reach it.






const localSocket = '/var/run/docker.sock';
const plainPort = 2375;
/** DOCKER_HOST wins over DOCKER_CONTEXT, and that over the context in use, as with the CLI. */
function addressOf(env, untrusted) {
    const host = env['DOCKER_HOST'] || hostOfContext(env);
    if (!host)
        return { hostname: 'localhost', way: { kind: 'socket', path: localSocket } };
    const url = parseHost(host);
    const secure = Boolean(env['DOCKER_TLS_VERIFY']) || (!env['DOCKER_HOST'] && hasTls(env));
    if (url.protocol === 'unix:') {
        return {
            hostname: 'localhost',
            way: { kind: 'socket', path: decodeURIComponent(url.pathname) },
        };
    }
    const hostname = url.hostname || 'localhost';
    if (url.protocol === 'tcp:' && !secure) {
        return { hostname, way: { kind: 'tcp', port: Number(url.port || plainPort) } };
    }
    const program = findProgram('docker', env['PATH'] ?? '', untrusted);
    if (!program)
        throw unusable(host, 'the docker program, which knows the way, was not found');
    return { hostname, way: { kind: 'dial', program, env: toolEnvironment({ ...env }, untrusted) } };
}
function parseHost(host) {
    if (!URL.canParse(host))
        throw unusable(host, 'it is no address');
    return new URL(host);
}
function hostOfContext(env) {
    const name = contextName(env);
    if (!name)
        return undefined;
    const meta = readJson(external_node_path_namespaceObject_0.join(contextFolder(env, 'meta', name), 'meta.json'));
    const host = field(field(field(meta, 'Endpoints'), 'docker'), 'Host');
    if (typeof host === 'string' && host !== '')
        return host;
    throw unusable(`the context ${name}`, 'docker context inspect does not know its address');
}
function contextName(env) {
    const chosen = env['DOCKER_CONTEXT'] ||
        field(readJson(external_node_path_namespaceObject_0.join(configFolder(env), 'config.json')), 'currentContext');
    return typeof chosen === 'string' && chosen !== '' && chosen !== 'default' ? chosen : undefined;
}
function hasTls(env) {
    const name = contextName(env);
    if (!name)
        return false;
    return (0,external_node_fs_namespaceObject.existsSync)(external_node_path_namespaceObject_0.join(contextFolder(env, 'tls', name), 'docker'));
}
/** The CLI keeps a context in a folder named by the hash of its name. */
function contextFolder(env, kind, name) {
    const hash = (0,external_node_crypto_namespaceObject.createHash)('sha256').update(name).digest('hex');
    return external_node_path_namespaceObject_0.join(configFolder(env), 'contexts', kind, hash);
}
function configFolder(env) {
    return env['DOCKER_CONFIG'] || external_node_path_namespaceObject_0.join(env['HOME'] ?? (0,external_node_os_namespaceObject.homedir)(), '.docker');
}
function readJson(file) {
    try {
        return JSON.parse((0,external_node_fs_namespaceObject.readFileSync)(file, 'utf8'));
    }
    catch {
        return undefined; // most machines have none; the CLI itself will complain of a broken one
    }
}
function field(value, name) {
    return typeof value === 'object' && value !== null
        ? value[name]
        : undefined;
}
function unusable(what, why) {
    return new TrialError({
        stage: 'plan',
        class: 'infrastructure',
        code: 'ST-ENGINE',
        what: `the engine at ${what} can't be reached`,
        why,
        fix: 'correct DOCKER_HOST or the docker context in use (docker context ls)',
    });
}
//# sourceMappingURL=engine-address.js.map
;// CONCATENATED MODULE: ./build/src/io/fingerprint.js
// One hash over all that lies in a folder, as a build or a container would see it: names, modes, content.




/** More takes longer to read than a trial is worth waiting for. */
const mostFiles = 50_000;
const mostBytes = 1024 ** 3;
/** Read at once; a larger file in pieces. */
const smallBytes = 1024 ** 2;
const fingerprint_atOnce = 16;
/** What BuildKit and Docker carry over of a mode. */
const modeBits = 0o7777;
class Unknown extends Error {
}
async function fingerprintOf(root, leftOut) {
    try {
        const found = await walk(root, leftOut);
        const lines = await inTurns(found, (one) => lineOf(root, one));
        const digest = (0,external_node_crypto_namespaceObject.createHash)('sha256').update(lines.join('\n')).digest('hex');
        return { kind: 'known', digest: `sha256:${digest}` };
    }
    catch (error) {
        const { code, path: where = root } = error;
        if (error instanceof Unknown)
            return { kind: 'unknown', why: error.message };
        if (code === undefined)
            throw error;
        return { kind: 'unknown', why: `${where} can't be read (${code})` };
    }
}
async function walk(root, leftOut) {
    const found = [];
    let bytes = 0;
    const open = [''];
    for (let relative = open.pop(); relative !== undefined; relative = open.pop()) {
        const left = relative === '' ? 'no' : leftOut(relative);
        if (left === 'with all in it')
            continue;
        const one = await look(root, relative);
        if (left === 'no') {
            found.push(one);
            bytes += one.bytes;
        }
        if (found.length > mostFiles)
            throw new Unknown(`${root} has more than ${mostFiles} files`);
        if (bytes > mostBytes)
            throw new Unknown(`${root} has more than ${mostBytes / 1024 ** 2} MB`);
        if (one.kind !== 'folder')
            continue;
        for (const name of await (0,external_node_fs_promises_namespaceObject.readdir)(external_node_path_namespaceObject_0.join(root, relative))) {
            open.push(relative === '' ? name : `${relative}/${name}`);
        }
    }
    return found.toSorted((one, other) => (one.relative < other.relative ? -1 : 1));
}
async function look(root, relative) {
    const about = await (0,external_node_fs_promises_namespaceObject.lstat)(external_node_path_namespaceObject_0.join(root, relative));
    const mode = about.mode & modeBits;
    if (about.isDirectory())
        return { relative, kind: 'folder', mode, bytes: 0 };
    if (about.isSymbolicLink())
        return { relative, kind: 'link', mode: 0, bytes: 0 };
    if (about.isFile())
        return { relative, kind: 'file', mode, bytes: about.size };
    throw new Unknown(`${external_node_path_namespaceObject_0.join(root, relative)} is neither a file nor a folder`);
}
async function lineOf(root, { relative, kind, mode, bytes }) {
    const file = external_node_path_namespaceObject_0.join(root, relative);
    const content = kind === 'link' ? await (0,external_node_fs_promises_namespaceObject.readlink)(file) : kind === 'file' ? await digestOf(file, bytes) : '';
    return JSON.stringify([relative, kind, mode.toString(8), content]);
}
async function digestOf(file, bytes) {
    const hash = (0,external_node_crypto_namespaceObject.createHash)('sha256');
    if (bytes <= smallBytes)
        hash.update(await (0,external_node_fs_promises_namespaceObject.readFile)(file));
    else
        for await (const piece of (0,external_node_fs_namespaceObject.createReadStream)(file))
            hash.update(piece);
    return hash.digest('hex');
}
async function inTurns(items, work) {
    const results = [];
    let next = 0;
    const worker = async () => {
        for (let at = next++; at < items.length; at = next++) {
            const item = items[at];
            if (item !== undefined)
                results[at] = await work(item);
        }
    };
    await Promise.all(Array.from({ length: fingerprint_atOnce }, worker));
    return results;
}
//# sourceMappingURL=fingerprint.js.map
;// CONCATENATED MODULE: ./build/src/io/files.js



/** No text that we read comes near; a Compose file may name any path, also one that never ends. */
const maxBytes = 32 * 1024 * 1024;
async function readBounded(file) {
    const about = await (0,external_node_fs_promises_namespaceObject.stat)(file);
    if (!about.isFile())
        throw new Error('it is not a regular file');
    if (about.size > maxBytes) {
        throw new Error(`it has ${about.size} bytes, more than the ${maxBytes} allowed`);
    }
    return await (0,external_node_fs_promises_namespaceObject.readFile)(file);
}
/** Deeper lies what tools have made, and more folders than these no project has by hand. */
const deepest = 5;
const mostFolders = 2000;
const passedOver = /^(?:\..*|node_modules|vendor)$/;
async function findBelow(root, name) {
    const found = [];
    let level = [''];
    let visited = 0;
    for (let depth = 0; depth <= deepest && level.length > 0; depth += 1) {
        const below = [];
        for (const folder of level.slice(0, mostFolders - visited)) {
            // A folder that may not be read holds nothing that a build could read.
            const entries = await (0,external_node_fs_promises_namespaceObject.readdir)(external_node_path_namespaceObject_0.join(root, folder), { withFileTypes: true }).catch(() => []);
            for (const entry of entries) {
                const inside = external_node_path_namespaceObject_0.join(folder, entry.name);
                if (entry.isFile() && name.test(entry.name))
                    found.push(inside);
                if (entry.isDirectory() && !passedOver.test(entry.name))
                    below.push(inside);
            }
        }
        visited += level.length;
        level = below;
    }
    return found.sort();
}
/**
 * Files as seen from one working directory, named as seen from the folder that the user looks from.
 * What we write is for the user's eyes only (0600).
 */
function diskFiles(workdir, shownFrom = workdir) {
    const absolute = (file) => external_node_path_namespaceObject_0.resolve(workdir, file);
    return {
        read: async (file) => (await readBounded(absolute(file))).toString(),
        readBytes: (file) => readBounded(absolute(file)),
        exists: (file) => (0,external_node_fs_promises_namespaceObject.access)(absolute(file)).then(() => true, () => false),
        fingerprint: (file, leftOut) => fingerprintOf(absolute(file), leftOut),
        find: (folder, name) => findBelow(absolute(folder), name),
        async write(file, content) {
            await (0,external_node_fs_promises_namespaceObject.mkdir)(external_node_path_namespaceObject_0.dirname(absolute(file)), { recursive: true, mode: 0o700 });
            await (0,external_node_fs_promises_namespaceObject.writeFile)(absolute(file), content, { mode: 0o600 });
        },
        removeFolder: (folder) => (0,external_node_fs_promises_namespaceObject.rm)(absolute(folder), { recursive: true, force: true, maxRetries: 2 }),
        async replaceFolder(fresh, used) {
            await (0,external_node_fs_promises_namespaceObject.rm)(absolute(used), { recursive: true, force: true, maxRetries: 2 });
            await (0,external_node_fs_promises_namespaceObject.rename)(absolute(fresh), absolute(used));
        },
        // What is not there yet is what it is called.
        real: (file) => (0,external_node_fs_promises_namespaceObject.realpath)(absolute(file)).catch(() => absolute(file)),
        absolute: (shown) => external_node_path_namespaceObject_0.resolve(shownFrom, shown),
        shown(file) {
            const relative = external_node_path_namespaceObject_0.relative(shownFrom, absolute(file));
            return relative.startsWith('..') || external_node_path_namespaceObject_0.isAbsolute(relative) ? absolute(file) : relative;
        },
    };
}
/** Of the disk on which a folder lies; undefined where there is no such folder here. */
async function freeBytes(folder) {
    const found = await statfs(folder).catch(() => undefined); // the engine may be on another machine
    return found && found.bavail * found.bsize;
}
//# sourceMappingURL=files.js.map
;// CONCATENATED MODULE: ./build/src/io/engine-calls.js
// Requests to the engine that carry a body, may be cut off, or become a stream; each has its time.



/** What is kept of a command's output or a container's log. */
const engine_calls_maxBytes = 16 * 1024 * 1024;
/** A look waits for nothing. */
const usualDeadlineMs = 30_000;
class EngineCalls {
    #route;
    #usualMs;
    constructor(address, usualMs = usualDeadlineMs) {
        this.#route = routeTo(address);
        this.#usualMs = usualMs;
    }
    async json(call) {
        const { body } = await this.whole(call);
        return body.length > 0 ? JSON.parse(body.toString()) : undefined;
    }
    /** An answer that is late or a refusal is an error. */
    async whole(call) {
        const answer = await this.untilLate(call);
        if (answer.ended === 'late')
            throw this.late(call);
        if (answer.status >= 400)
            throw new Error(messageIn(answer.body));
        return answer;
    }
    /** A body that its deadline cuts off counts as far as it came. */
    untilLate(call) {
        const deadline = AbortSignal.timeout(Math.ceil(call.deadlineMs ?? this.#usualMs));
        const signal = call.signal ? AbortSignal.any([call.signal, deadline]) : deadline;
        return new Promise((resolve, reject) => {
            const chunks = [];
            let size = 0;
            let head = { status: 0, headers: {} };
            const give = (ended) => resolve({ ...head, body: Buffer.concat(chunks), ended });
            const fail = (error) => (deadline.aborted ? give('late') : reject(error));
            const request = this.#send(call, signal);
            request.on('error', fail);
            request.on('response', (response) => {
                head = { status: response.statusCode ?? 0, headers: response.headers };
                response.on('data', (chunk) => {
                    size += chunk.length;
                    if (size <= engine_calls_maxBytes)
                        chunks.push(chunk);
                });
                response.on('end', () => give('whole'));
                response.on('error', fail);
            });
        });
    }
    /** Bytes both ways, until one side ends it; only its beginning has a deadline. */
    stream(call) {
        const tooLate = new AbortController();
        const timer = setTimeout(() => tooLate.abort(this.late(call)), this.#usualMs);
        const { signal } = tooLate;
        return new Promise((resolve, reject) => {
            const upgrade = { connection: 'Upgrade', upgrade: 'tcp' };
            const request = this.#send(call, signal, upgrade);
            request.on('error', (error) => reject(signal.aborted ? signal.reason : error));
            request.on('upgrade', (_, socket, head) => {
                if (head.length > 0)
                    socket.unshift(head);
                resolve(socket);
            });
            request.on('response', (response) => {
                response.on('data', (chunk) => reject(new Error(messageIn(chunk))));
                response.on('end', () => reject(new Error(`status ${response.statusCode}`)));
            });
        }).finally(() => clearTimeout(timer));
    }
    late({ method, path, deadlineMs = this.#usualMs }) {
        const asked = `${method} ${path.replace(/\?.*/, '')}`;
        return new Error(`the engine did not answer ${asked} within ${deadlineMs / 1000} s`);
    }
    #send({ method, path, body }, signal, headers = {}) {
        const { agent, where } = this.#route;
        const payload = body === undefined || body instanceof Buffer ? body : JSON.stringify(body);
        const content = body instanceof Buffer ? 'application/x-tar' : 'application/json';
        const type = payload === undefined ? {} : { 'content-type': content };
        const request = external_node_http_namespaceObject.request({
            ...where,
            method,
            path,
            agent,
            headers: { ...type, ...headers },
            signal,
        });
        request.end(payload);
        return request;
    }
}
function messageIn(body) {
    try {
        return engine_json_text(engine_calls_record(JSON.parse(body.toString()))['message']) || body.toString().slice(0, 500);
    }
    catch {
        return body.toString().slice(0, 500); // not JSON: a proxy in between; its text is all there is
    }
}
function engine_calls_record(value) {
    return typeof value === 'object' && value !== null ? value : {};
}
//# sourceMappingURL=engine-calls.js.map
;// CONCATENATED MODULE: ./build/src/io/folder-tar.js
// A tar archive of folders without content: unpacked over folders that are there, it changes their
// owner, and nothing else.
const blockBytes = 512;
/** The longest path is longer than what a block holds, so each folder has a header of records before its own. */
const recordsType = 'x';
const folderType = '5';
function folderTar(folders) {
    const end = Buffer.alloc(2 * blockBytes);
    return Buffer.concat([...folders.flatMap(entryOf), end]);
}
function entryOf({ path, uid, gid, mode, modifiedAt }) {
    const records = Buffer.concat([
        recordOf('path', `${path}/`),
        recordOf('uid', String(uid)),
        recordOf('gid', String(gid)),
        recordOf('mtime', modifiedAt.toFixed(6)),
    ]);
    const padding = Buffer.alloc((blockBytes - (records.length % blockBytes)) % blockBytes);
    return [
        header({ name: 'records', type: recordsType, mode: 0o600, size: records.length }),
        records,
        padding,
        header({ name: 'folder/', type: folderType, mode, size: 0 }),
    ];
}
/** `<length> key=value\n`, where the length counts its own digits too. */
function recordOf(key, value) {
    const rest = Buffer.from(` ${key}=${value}\n`);
    let length = rest.length + 1;
    while (String(length).length + rest.length !== length)
        length += 1;
    return Buffer.concat([Buffer.from(String(length)), rest]);
}
/** POSIX ustar: fields at fixed places, numbers in octal, and a sum over the block with the sum as spaces. */
function header({ name, type, mode, size }) {
    const block = Buffer.alloc(blockBytes);
    const octal = (value, digits) => value.toString(8).padStart(digits, '0');
    block.write(name, 0);
    block.write(octal(mode, 7), 100);
    block.write(octal(0, 7), 108);
    block.write(octal(0, 7), 116);
    block.write(octal(size, 11), 124);
    block.write(octal(0, 11), 136);
    block.fill(' ', 148, 156);
    block.write(type, 156);
    block.write('ustar\x0000', 257, 'latin1');
    const sum = block.reduce((total, byte) => total + byte, 0);
    block.write(`${octal(sum, 6)}\0 `, 148);
    return block;
}
//# sourceMappingURL=folder-tar.js.map
;// CONCATENATED MODULE: ./build/src/io/owners.js





/** A look at so many takes less than a second. */
const mostEntries = 100_000;
/** What else the process does goes on in between. */
const entriesAtOnce = 1_000;
/** Each round gives back what lay hidden in a folder of the one before. */
const mostRounds = 20;
const shownPaths = 5;
/** For whom nothing is foreign. */
const noOwners = {
    foreign: async () => ({ entries: [], extent: 'none' }),
    giveBack: async () => ({ folders: 0, files: 0, left: [] }),
};
/**
 * Root may remove anything, and Windows has no such users; an engine elsewhere writes elsewhere, and
 * must not give away what has the same path there.
 */
function ownersAs(uid, address) {
    const isElsewhere = address.way.kind !== 'socket';
    return uid === undefined || uid === 0 || isElsewhere ? noOwners : new EngineOwners(uid, address);
}
class EngineOwners {
    #uid;
    #calls;
    constructor(uid, address) {
        this.#uid = uid;
        this.#calls = new EngineCalls(address);
    }
    async foreign({ workspace, places }, except) {
        const look = new Look(workspace, this.#uid, except);
        for (const place of places)
            await look.at(place);
        const entries = [...new Set(look.topmost)];
        return { entries, extent: look.seen > mostEntries ? 'part' : 'whole' };
    }
    async giveBack({ workspace, entries, except }, by) {
        const given = new Set();
        const files = new Set();
        for (let round = 0; round < mostRounds; round++) {
            const look = new Look(workspace, this.#uid, except);
            for (const entry of entries)
                await look.below(entry);
            for (const file of look.files)
                files.add(file);
            if (look.folders.length === 0)
                break;
            const again = look.folders.filter((folder) => given.has(folder.path));
            if (again.length > 0)
                return this.#told(given, files, again, 'the engine changed nothing');
            try {
                await this.#unpack(workspace, look.folders, by);
            }
            catch (error) {
                return this.#told(given, files, look.folders, errors_messageOf(error));
            }
            for (const folder of look.folders)
                given.add(folder.path);
        }
        return { folders: given.size, files: files.size, left: [] };
    }
    #told(given, files, stay, why) {
        const names = stay.slice(0, shownPaths).map((folder) => folder.path || '.');
        const more = stay.length > shownPaths ? ` and ${stay.length - shownPaths} more` : '';
        const what = `the owner of ${names.join(', ')}${more}, which user ${this.#uid} can't empty`;
        const stayed = new Set(stay.map((folder) => folder.path));
        const folders = [...given].filter((folder) => !stayed.has(folder)).length;
        return { folders, files: files.size, left: [`${what}: ${why}`] };
    }
    async #unpack(workspace, folders, { runId, signal }) {
        const name = `sea-trial-owners-${runId}`.toLowerCase();
        const image = `sea-trial-empty:${runId}`;
        const forget = async () => {
            // What is not there, or no longer, is as good as removed.
            const container = `/containers/${name}?force=1`;
            await this.#calls.untilLate({ method: 'DELETE', path: container, signal });
            const path = `/images/${encodeURIComponent(image)}`;
            await this.#calls.untilLate({ method: 'DELETE', path, signal });
        };
        await forget(); // of a run that was killed in here
        try {
            const [repo = '', tag = ''] = image.split(':');
            const asImage = new URLSearchParams({ fromSrc: '-', repo, tag });
            await this.#calls.whole({
                ...{ method: 'POST', path: `/images/create?${asImage}`, signal },
                body: folderTar([]),
            });
            await this.#calls.whole({
                ...{ method: 'POST', path: `/containers/create?name=${name}`, signal },
                body: containerOf(image, workspace),
            });
            const archive = `/containers/${name}/archive?path=${mountedIn}&noOverwriteDirNonDir=1`;
            const entries = folders.map((folder) => ({
                ...folder,
                path: external_node_path_namespaceObject_0.posix.join(mountedAs, folder.path),
            }));
            await this.#calls.whole({ method: 'PUT', path: archive, body: folderTar(entries), signal });
        }
        finally {
            await forget();
        }
    }
}
/** The archive names the mount itself too: its root may be what changed hands. */
const mountedIn = '/given';
const mountedAs = 'back';
/** Never started: its only program is not there. A link in the workspace ends in its empty root. */
function containerOf(image, workspace) {
    const target = `${mountedIn}/${mountedAs}`;
    return {
        Image: image,
        Cmd: ['/none'],
        NetworkDisabled: true,
        HostConfig: {
            NetworkMode: 'none',
            Mounts: [{ Type: 'bind', Source: workspace, Target: target }],
        },
    };
}
/** One walk through a workspace, without following a link. */
class Look {
    topmost = [];
    folders = [];
    files = [];
    seen = 0;
    #workspace;
    #uid;
    #except;
    constructor(workspace, uid, except) {
        this.#workspace = workspace;
        this.#uid = uid;
        this.#except = new Set(except);
    }
    /** The topmost foreign entries on the way to a place and below it. */
    async at(place) {
        const parts = place.split('/').filter(Boolean);
        for (let depth = 0; depth <= parts.length; depth++) {
            const entry = parts.slice(0, depth).join('/');
            const about = this.#about(entry);
            if (!about || this.#except.has(entry))
                return;
            if (about.uid !== this.#uid) {
                this.topmost.push(entry);
                return;
            }
            if (!about.isDirectory())
                return;
        }
        await this.#walk(place, (entry, about) => {
            if (this.#except.has(entry))
                return 'pass';
            if (about.uid === this.#uid)
                return 'descend';
            this.topmost.push(entry);
            return 'pass';
        });
    }
    /** All foreign entries from this one on down. */
    async below(start) {
        const note = (entry, about) => {
            if (this.#except.has(entry))
                return 'pass';
            if (about.uid === this.#uid)
                return 'descend';
            // Decoded with a loss, it names something else.
            if (about.isDirectory() && !entry.includes('\ufffd'))
                this.folders.push(this.#mine(entry, about));
            else
                this.files.push(entry);
            return 'descend';
        };
        const about = this.#about(start);
        if (about && note(start, about) === 'descend' && about.isDirectory()) {
            await this.#walk(start, note);
        }
    }
    async #walk(start, visit) {
        const open = [start];
        for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
            for (const name of this.#names(folder)) {
                this.seen += 1;
                if (this.seen > mostEntries)
                    return;
                if (this.seen % entriesAtOnce === 0)
                    await new Promise((resume) => setImmediate(resume));
                const entry = external_node_path_namespaceObject_0.posix.join(folder, name);
                const about = this.#about(entry);
                if (about && visit(entry, about) === 'descend' && about.isDirectory())
                    open.push(entry);
            }
        }
    }
    #mine(entry, about) {
        const mode = (about.mode & 0o7777) | 0o700;
        return { path: entry, uid: this.#uid, gid: about.gid, mode, modifiedAt: about.mtimeMs / 1000 };
    }
    #about(entry) {
        try {
            return (0,external_node_fs_namespaceObject.lstatSync)(external_node_path_namespaceObject_0.join(this.#workspace, entry));
        }
        catch {
            return undefined; // gone meanwhile, or in a folder that hides it
        }
    }
    #names(folder) {
        try {
            return (0,external_node_fs_namespaceObject.readdirSync)(external_node_path_namespaceObject_0.join(this.#workspace, folder));
        }
        catch {
            return []; // another user's: shown when it has been given back
        }
    }
}
//# sourceMappingURL=owners.js.map
;// CONCATENATED MODULE: ./build/src/io/processes.js
// The processes of a run, found by a mark that each inherits: also those whose parent was killed.


const variable = 'SEA_TRIAL';
/** Between looks: one that was just starting another one may have been missed. */
const looks = 5;
const betweenLooksMs = 20;
/** For the environment of everything that a run starts. */
function markOf(runId) {
    return { [variable]: runId };
}
/** Where there is no /proc, only the runner's own groups are ended. */
const systemProcesses = {
    async end(runId) {
        for (let look = 0; look < looks; look++) {
            const found = await marked(runId);
            if (found.length === 0)
                return;
            for (const pid of found)
                kill(pid);
            await (0,promises_namespaceObject.setTimeout)(betweenLooksMs);
        }
        const left = await marked(runId);
        if (left.length > 0)
            throw new Error(`still there: ${left.join(', ')}`);
    },
};
async function marked(runId) {
    const entry = `${variable}=${runId}`;
    const names = await (0,external_node_fs_promises_namespaceObject.readdir)('/proc').catch(() => []); // not Linux
    const pids = names.filter((name) => /^\d+$/.test(name)).map(Number);
    const found = await Promise.all(pids.map(async (pid) => {
        // Gone meanwhile, of another user, or a zombie: none of them is ours to end.
        const environment = await (0,external_node_fs_promises_namespaceObject.readFile)(`/proc/${pid}/environ`, 'utf8').catch(() => '');
        return environment.split('\0').includes(entry) ? [pid] : [];
    }));
    return found.flat();
}
function kill(pid) {
    try {
        process.kill(pid, 'SIGKILL');
    }
    catch {
        // It ended meanwhile, which is what was wanted.
    }
}
//# sourceMappingURL=processes.js.map
;// CONCATENATED MODULE: ./build/src/io/cli-plugins.js
// Compose and Buildx are plugins of docker, which has each one describe itself by a process of its own
// before it runs it by another: half of the time that a short command takes. So they are found where
// docker finds them, and run as it runs them.



const systemFolders = ['/usr/local/lib', '/usr/local/libexec', '/usr/lib', '/usr/libexec'];
/** Undefined where only docker itself can tell which one it would run. */
function findPlugin(name, env, untrusted) {
    const { DOCKER_CONFIG: given, HOME: home } = env;
    const config = given || (home && external_node_path_namespaceObject_0.join(home, '.docker'));
    if (!config || !external_node_path_namespaceObject_0.isAbsolute(config) || namesFolders(config))
        return undefined;
    const system = systemFolders.map((folder) => external_node_path_namespaceObject_0.join(folder, 'docker/cli-plugins'));
    const found = [external_node_path_namespaceObject_0.join(config, 'cli-plugins'), ...system]
        .map((folder) => external_node_path_namespaceObject_0.join(folder, `docker-${name}`))
        .find(isProgram);
    return found !== undefined && !isBelowAny(found, untrusted) ? found : undefined;
}
/** The user's config may name more folders with plugins. */
function namesFolders(config) {
    try {
        return (0,external_node_fs_namespaceObject.readFileSync)(external_node_path_namespaceObject_0.join(config, 'config.json'), 'utf8').includes('cliPluginsExtraDirs');
    }
    catch {
        return false; // no config
    }
}
//# sourceMappingURL=cli-plugins.js.map
;// CONCATENATED MODULE: ./build/src/io/lines.js
// Bytes in any portions to whole lines, with a bound on what is kept.
/**
 * A line longer than this is cut: one container must not fill our memory. BuildKit reports up to a
 * megabyte of log in one line of JSON, a third longer in base64, which is worth nothing when cut.
 */
const maxLineLength = 4 * 1024 * 1024;
class LineSplitter {
    #onLine;
    #maxKept;
    #decoder = new TextDecoder();
    #kept = [];
    #keptLength = 0;
    #rest = '';
    constructor(onLine, maxKept) {
        this.#onLine = onLine;
        this.#maxKept = maxKept;
    }
    push(chunk) {
        this.#take(this.#decoder.decode(chunk, { stream: true }));
    }
    /** The last line may lack its newline. Gives all that was kept. */
    end() {
        this.#take(this.#decoder.decode());
        if (this.#rest !== '')
            this.#emit();
        return this.#kept.join('');
    }
    #take(text) {
        if (text !== '' && this.#keptLength < this.#maxKept) {
            this.#kept.push(text);
            this.#keptLength += text.length;
        }
        const [first = '', ...more] = text.split('\n');
        this.#append(first);
        for (const part of more) {
            this.#emit();
            this.#append(part);
        }
    }
    #append(text) {
        this.#rest += text.slice(0, maxLineLength - this.#rest.length);
    }
    #emit() {
        const line = this.#rest.replace(/\r$/, '');
        this.#rest = '';
        this.#onLine(line);
    }
}
//# sourceMappingURL=lines.js.map
;// CONCATENATED MODULE: ./build/src/io/runner.js
// Starts programs: argv only, each in a process group of its own, ended at its deadline.





/** Enough for any JSON we ask for; a tool that writes more is cut, not trusted with our memory. */
const maxKeptBytes = 32 * 1024 * 1024;
/** From a polite end to a hard one; a cancelled run has seconds for everything. */
const killAfterMs = { deadline: 2000, cancelled: 1000 };
const alive = new Set();
/** For the end of this process, however it comes: groups of their own would outlive it. */
function endAllPrograms() {
    for (const child of alive)
        endHard(child);
}
/** Of docker's commands those that are programs of their own. */
const plugins = ['buildx', 'compose'];
class ProcessRunner {
    #options;
    #programs = new Map();
    constructor(options) {
        this.#options = options;
    }
    async run(command, options) {
        const { file, env } = this.#resolve(command);
        options.signal?.throwIfAborted();
        this.#options.onStart?.(command);
        const child = (0,external_node_child_process_namespaceObject.spawn)(file, command.argv, {
            cwd: command.cwd ?? this.#options.cwd,
            env: { ...env, ...command.env },
            stdio: ['pipe', 'pipe', 'pipe'],
            detached: true, // a group of its own, so that plugins and their children die with it
        });
        const stdout = new LineSplitter((line) => options.onLine?.('stdout', line), maxKeptBytes);
        const stderr = new LineSplitter((line) => options.onLine?.('stderr', line), maxKeptBytes);
        child.stdout.on('data', (chunk) => stdout.push(chunk));
        child.stderr.on('data', (chunk) => stderr.push(chunk));
        child.stdin.on('error', () => { }); // a program that does not read its input says so by its exit code
        child.stdin.end(command.stdin ?? '');
        let timedOut = false;
        let hardEnd;
        const end = (reason) => {
            signalGroup(child, 'SIGTERM');
            hardEnd ??= setTimeout(() => endHard(child), killAfterMs[reason]);
        };
        const deadline = setTimeout(() => {
            timedOut = true;
            end('deadline');
        }, options.timeoutMs);
        const cancel = () => end('cancelled');
        options.signal?.addEventListener('abort', cancel, { once: true });
        alive.add(child);
        try {
            const exitCode = await new Promise((resolve, reject) => {
                child.on('error', reject);
                child.on('close', (code) => resolve(code ?? 128));
            });
            options.signal?.throwIfAborted();
            return { exitCode, stdout: stdout.end(), stderr: stderr.end(), timedOut };
        }
        finally {
            clearTimeout(deadline);
            clearTimeout(hardEnd);
            if (hardEnd)
                signalGroup(child, 'SIGKILL'); // the program heard; its children may not have
            options.signal?.removeEventListener('abort', cancel);
            alive.delete(child);
        }
    }
    #resolve({ program, argv }) {
        const { env, untrusted } = this.#options;
        if (typeof program !== 'string')
            return { file: program.own, env };
        // What tools say is read by us, what the user's own program says by the user.
        const tools = { ...toolEnvironment(env, untrusted), LC_ALL: 'C' };
        const file = this.#find(program);
        const plugin = program === 'docker' ? this.#plugin(argv[0] ?? '') : undefined;
        if (plugin === undefined)
            return { file, env: tools };
        return { file: plugin, env: { ...tools, DOCKER_CLI_PLUGIN_ORIGINAL_CLI_COMMAND: file } };
    }
    #plugin(name) {
        if (!plugins.includes(name))
            return undefined;
        const known = this.#programs.get(`docker ${name}`);
        if (known)
            return known;
        const found = findPlugin(name, this.#options.env, this.#options.untrusted);
        if (found)
            this.#programs.set(`docker ${name}`, found);
        return found;
    }
    #find(name) {
        const known = this.#programs.get(name);
        if (known)
            return known;
        const found = findProgram(name, this.#options.env['PATH'] ?? '', this.#options.untrusted);
        if (!found) {
            throw new TrialError({
                stage: 'plan',
                class: 'infrastructure',
                code: 'ST-TOOL',
                what: `${name} was not found`,
                why: 'no folder of PATH outside the workspace has it',
                fix: `install ${name} on this machine`,
            });
        }
        this.#programs.set(name, found);
        return found;
    }
}
/** A child that left the group is out of reach; without its pipes it is not waited for. */
function endHard(child) {
    signalGroup(child, 'SIGKILL');
    child.stdout?.destroy();
    child.stderr?.destroy();
}
function signalGroup({ pid }, signal) {
    if (pid === undefined)
        return;
    try {
        process.kill(-pid, signal);
    }
    catch {
        // The group is gone already, which is what was wanted.
    }
}
//# sourceMappingURL=runner.js.map
;// CONCATENATED MODULE: ./build/src/post.js
// Entry of the post step: undoes what a killed run left behind. It reads no input and never fails.











const deadlineMs = 60_000;
async function main() {
    const undos = parseUndos(getState('undo'));
    if (undos.length === 0) {
        if (isDebug())
            core_debug('nothing to undo');
        return;
    }
    info(`undoing what the run left behind (${undos.length})`);
    const workspace = process.env['GITHUB_WORKSPACE'] ?? process.cwd();
    const address = addressOf(process.env, [workspace]);
    const world = {
        engine: new DockerEngine(address),
        owners: ownersAs(process.getuid?.(), address),
        files: diskFiles(process.cwd()),
        processes: systemProcesses,
        runner: new ProcessRunner({
            env: process.env,
            cwd: process.cwd(),
            untrusted: [process.env['GITHUB_WORKSPACE']].filter((folder) => folder !== undefined),
        }),
    };
    const options = { hurry: true, deadline: AbortSignal.timeout(deadlineMs) };
    const { left, told } = await undoUntilQuiet(undos, world, options, (ms) => (0,promises_namespaceObject.setTimeout)(ms));
    for (const line of told)
        info(line);
    for (const remaining of left)
        warning(`not removed: ${remaining}`);
}
main().catch((error) => warning(`cleanup: ${errors_messageOf(error)}`));
//# sourceMappingURL=post.js.map
